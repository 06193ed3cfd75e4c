// What a token must say to be one for the orders API: agreed with those who issue it.
export const ALGORITHM = "HS256";
export const ISSUER = "https://login.shop.example";
export const AUDIENCE = "orders";
