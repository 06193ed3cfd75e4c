// Gives each test the time of its project: a hung unit test says so in seconds.
jest.setTimeout(TEST_LIMIT_MS);
