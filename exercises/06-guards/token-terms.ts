// What a token for the orders API must say, as agreed with its issuer.
export const ALGORITHM = "HS256";
export const ISSUER = "https://login.shop.example";
export const AUDIENCE = "orders";
