/// The tables of a shop, and how older shops become newer ones. A migration that was ever released never changes.
enum PostgreSQLSchema {
    /// The schema that holds every table, so that tables of others with the same names are not in the way.
    static let name = "bowerbird"

    /// What has been done is written down under these names.
    static let migrations: [(name: String, sql: String)] = [
        (
            "1: users, items, interactions, products, reviews, queries, sessions",
            """
            CREATE TABLE users (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name TEXT COLLATE "C" NOT NULL UNIQUE, attributes TEXT
            );
            CREATE TABLE items (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT COLLATE "C" NOT NULL UNIQUE
            );
            CREATE TABLE event_types (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT COLLATE "C" NOT NULL UNIQUE
            );
            -- id rises in the order of storing, which decides between rows of equal time. No REFERENCES: checking them row
            -- by row took as long as storing the rows, and whoever writes has just read or made what they refer to.
            CREATE TABLE interactions (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                user_number BIGINT NOT NULL, item BIGINT NOT NULL, timestamp BIGINT NOT NULL,
                event_type BIGINT NOT NULL, digest BIGINT NOT NULL,
                value DOUBLE PRECISION, quantity DOUBLE PRECISION, price DOUBLE PRECISION, currency TEXT,
                dwell_seconds DOUBLE PRECISION, session_id TEXT, query TEXT
            );
            CREATE UNIQUE INDEX interaction_identity
                ON interactions(user_number, timestamp, item, event_type, digest);
            CREATE TABLE products (
                item BIGINT PRIMARY KEY REFERENCES items(id),
                title TEXT, description TEXT, brand TEXT, categories TEXT, price DOUBLE PRECISION, currency TEXT,
                image_url TEXT, language TEXT, available BOOLEAN, created_at BIGINT, attributes TEXT
            );
            CREATE TABLE reviews (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, identity TEXT COLLATE "C" NOT NULL UNIQUE,
                review_id TEXT, text TEXT NOT NULL, title TEXT, rating DOUBLE PRECISION, label TEXT,
                user_number BIGINT REFERENCES users(id), item BIGINT REFERENCES items(id),
                timestamp BIGINT, language TEXT
            );
            CREATE INDEX review_user ON reviews(user_number);
            CREATE TABLE queries (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, identity TEXT COLLATE "C" NOT NULL UNIQUE,
                query TEXT COLLATE "C" NOT NULL, category TEXT,
                user_number BIGINT REFERENCES users(id), item BIGINT REFERENCES items(id),
                timestamp BIGINT, language TEXT
            );
            CREATE INDEX query_user ON queries(user_number);
            -- Under the collation "C", lower() changes A to Z only. A hash, as a query may be longer than a B-tree takes.
            CREATE INDEX query_words ON queries USING hash (lower(query));
            CREATE TABLE sessions (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT COLLATE "C" NOT NULL UNIQUE,
                user_number BIGINT REFERENCES users(id), timestamp BIGINT, purchased BOOLEAN, attributes TEXT
            );
            CREATE INDEX session_visitor ON sessions(user_number);
            """
        ),
        (
            "2: revisions, answers kept under keys, API keys",
            """
            -- One row: whoever writes has it locked, so that one transaction writes at a time.
            CREATE TABLE revisions (
                is_only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (is_only_row),
                products BIGINT NOT NULL DEFAULT 0, erasures BIGINT NOT NULL DEFAULT 0,
                writes BIGINT NOT NULL DEFAULT 0
            );
            INSERT INTO revisions DEFAULT VALUES;
            CREATE TABLE kept_answers (
                key TEXT COLLATE "C" PRIMARY KEY, request TEXT NOT NULL, answer TEXT NOT NULL, kept_at BIGINT NOT NULL
            );
            CREATE INDEX kept_answer_time ON kept_answers(kept_at);
            CREATE TABLE api_keys (
                id TEXT COLLATE "C" PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, scopes TEXT NOT NULL,
                requests_per_second BIGINT, created_at BIGINT NOT NULL, revoked_at BIGINT
            );
            """
        ),
        (
            "3: experiments and who was shown their lists",
            """
            CREATE TABLE experiments (
                name TEXT COLLATE "C" PRIMARY KEY, control TEXT NOT NULL, treatment TEXT NOT NULL,
                treatment_share DOUBLE PRECISION NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT
            );
            -- Users by name: lists are shown to some of whom nothing else is stored.
            CREATE TABLE exposures (
                experiment TEXT COLLATE "C" NOT NULL REFERENCES experiments(name),
                user_name TEXT COLLATE "C" NOT NULL, treatment BOOLEAN NOT NULL, first_at BIGINT NOT NULL,
                PRIMARY KEY (experiment, user_name)
            );
            CREATE INDEX exposure_user ON exposures(user_name);
            """
        ),
        (
            "4: imports, reviews by item",
            """
            CREATE TABLE imports (
                position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT COLLATE "C" NOT NULL UNIQUE,
                ended_at BIGINT NOT NULL, source TEXT NOT NULL, parts TEXT NOT NULL, rejected BIGINT NOT NULL,
                problems TEXT NOT NULL
            );
            CREATE INDEX review_item ON reviews(item);
            """
        ),
        (
            "5: sessions at the console",
            """
            CREATE TABLE console_sessions (
                digest TEXT COLLATE "C" PRIMARY KEY, key TEXT COLLATE "C" NOT NULL, expires_at BIGINT NOT NULL
            );
            """
        ),
        (
            "6: prices",
            """
            CREATE TABLE prices (
                position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                item BIGINT NOT NULL REFERENCES items(id), since BIGINT NOT NULL,
                price DOUBLE PRECISION NOT NULL, currency TEXT
            );
            CREATE INDEX price_item ON prices(item, position);
            INSERT INTO prices (item, since, price, currency)
                SELECT item, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, price, currency
                FROM products WHERE price IS NOT NULL ORDER BY item;
            -- Whoever writes a product, by whichever statement: a price other than the last one is a new one.
            CREATE FUNCTION note_price() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                last RECORD;
            BEGIN
                SELECT price, currency INTO last FROM bowerbird.prices WHERE item = NEW.item
                    ORDER BY position DESC LIMIT 1;
                IF NOT FOUND OR last.price <> NEW.price OR last.currency IS DISTINCT FROM NEW.currency THEN
                    INSERT INTO bowerbird.prices (item, since, price, currency) VALUES (
                        NEW.item, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, NEW.price, NEW.currency
                    );
                END IF;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER price_changed AFTER INSERT OR UPDATE ON products
                FOR EACH ROW WHEN (NEW.price IS NOT NULL) EXECUTE FUNCTION note_price();
            """
        ),
    ]

    /// Brings the tables up to date.
    /// - Parameter creating: whether tables are made where there are none.
    /// - Throws: ``StorageError/noShop(path:)``, ``StorageError/newerSchema(path:)``,
    ///   ``StorageError/unsuitable(path:reason:)``; ``PostgreSQLFailure``.
    static func migrate(_ connection: PostgreSQLConnection, _ path: String, creating: Bool) throws {
        let encoding = try connection.first("SELECT current_setting('server_encoding')") { $0.text(0) ?? "" }
        if let encoding, encoding != "UTF8" {
            throw StorageError.unsuitable(
                path: path,
                reason: "it stores texts as \(encoding), and not in every language; make a database with "
                    + "CREATE DATABASE shop ENCODING 'UTF8' TEMPLATE template0")
        }
        if try applied(connection, path) == migrations.count { return }
        if !creating { throw StorageError.noShop(path: path) }
        try connection.command("BEGIN")
        // Processes that open a new database together make its tables one after the other.
        try connection.execute("SELECT pg_advisory_xact_lock($1)", [.integer(AdvisoryLock.migration)])
        let hasSchema = try connection.first("SELECT to_regnamespace($1::text) IS NOT NULL", [.text(name)]) {
            $0.flag(0) == true
        }
        // Asked for first, as IF NOT EXISTS needs the right to make one even where there is one.
        if hasSchema != true { try connection.command("CREATE SCHEMA \(name)") }
        try connection.command(
            "CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL)")
        for (position, migration) in migrations.enumerated().dropFirst(try applied(connection, path)) {
            try connection.command(migration.sql)
            try connection.execute(
                "INSERT INTO migrations (position, name) VALUES ($1::bigint, $2)",
                [.integer(Int64(position)), .text(migration.name)])
        }
        try connection.command("COMMIT")
    }

    // How many migrations have been done.
    private static func applied(_ connection: PostgreSQLConnection, _ path: String) throws -> Int {
        let hasTable = try connection.first("SELECT to_regclass($1::text) IS NOT NULL", [.text(name + ".migrations")]) {
            $0.flag(0) == true
        }
        if hasTable != true { return 0 }
        let names = try connection.rows("SELECT name FROM migrations ORDER BY position") { $0.text(0) ?? "" }
        guard names.count <= migrations.count, zip(names, migrations).allSatisfy({ $0 == $1.name }) else {
            throw StorageError.newerSchema(path: path)
        }
        return names.count
    }
}

/// The numbers of advisory locks, of which a database has one set for everybody: "Bowerb" and a number.
enum AdvisoryLock {
    static let migration = base + 1
    static let training = base + 2
    static let trainingOrder = base + 3

    private static let base: Int64 = 0x426F_7765_7262_0000
}
