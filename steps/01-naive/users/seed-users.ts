// Generates the users that every step starts with: any number, the same ones each time.

export interface StoredUser {
  id: number;
  name: string;
  email: string;
  createdAt: string;
  passwordHash: string;
}

const firstNames = "Ada Alan Barbara Dennis Edsger Frances Grace Hedy Ken Lynn";
const lastNames =
  "Allen Dijkstra Hopper Lamarr Liskov Lovelace Ritchie Thompson Turing Conway";

/** The password of every seed user. To hash it for each of them would take minutes. */
export const SEED_PASSWORD = "correct horse battery staple";
const SEED_HASH =
  "00000000000000000000000000000000:b5bcb30b7e54d99e55ad3a954ce9b550beb28e94c0aa81d115c9c5183c223535";

const FIRST_SIGN_UP = Date.UTC(2025, 0, 1);
const MINUTES_BETWEEN_SIGN_UPS = 137;

/** `count` users with ids from 1, oldest first, one every 137 minutes. */
export function seedUsers(count: number): StoredUser[] {
  const first = firstNames.split(" ");
  const last = lastNames.split(" ");
  return Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const firstName = first[index % first.length];
    const lastName = last[Math.floor(index / first.length) % last.length];
    return {
      id,
      name: `${firstName} ${lastName}`,
      email: `${firstName}.${lastName}.${id}@example.com`.toLowerCase(),
      createdAt: new Date(
        FIRST_SIGN_UP + index * MINUTES_BETWEEN_SIGN_UPS * 60_000,
      ).toISOString(),
      passwordHash: SEED_HASH,
    };
  });
}
