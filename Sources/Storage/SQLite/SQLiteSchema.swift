import GRDB

/// The tables of a shop, and how older shops become newer ones. A migration that was ever released never changes.
enum SQLiteSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: users, items, interactions, products, reviews, queries") { db in
            try db.execute(
                sql: """
                    CREATE TABLE users (
                        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, attributes TEXT
                    );
                    CREATE TABLE items (
                        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE
                    );
                    CREATE TABLE event_types (
                        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE
                    );
                    -- id rises in the order of storing, which decides between rows of equal time.
                    CREATE TABLE interactions (
                        id INTEGER PRIMARY KEY,
                        user INTEGER NOT NULL REFERENCES users(id), item INTEGER NOT NULL REFERENCES items(id),
                        timestamp INTEGER NOT NULL, event_type INTEGER NOT NULL REFERENCES event_types(id),
                        digest INTEGER NOT NULL,
                        value REAL, quantity REAL, price REAL, currency TEXT, dwell_seconds REAL, session_id TEXT, query TEXT
                    );
                    CREATE UNIQUE INDEX interaction_identity ON interactions(user, timestamp, item, event_type, digest);
                    CREATE TABLE products (
                        item INTEGER PRIMARY KEY REFERENCES items(id),
                        title TEXT, description TEXT, brand TEXT, categories TEXT, price REAL, currency TEXT,
                        image_url TEXT, language TEXT, available INTEGER, created_at INTEGER, attributes TEXT
                    );
                    CREATE TABLE reviews (
                        id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, review_id TEXT,
                        text TEXT NOT NULL, title TEXT, rating REAL, label TEXT,
                        user INTEGER REFERENCES users(id), item INTEGER REFERENCES items(id),
                        timestamp INTEGER, language TEXT
                    );
                    CREATE TABLE queries (
                        id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, query TEXT NOT NULL, category TEXT,
                        user INTEGER REFERENCES users(id), item INTEGER REFERENCES items(id),
                        timestamp INTEGER, language TEXT
                    );
                    """)
        }
        migrator.registerMigration("2: revision of the catalogue") { db in
            try db.execute(sql: "CREATE TABLE revisions (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
        }
        migrator.registerMigration("3: queries by user and words") { db in
            try db.execute(
                sql: """
                    CREATE INDEX query_user ON queries(user);
                    CREATE INDEX query_words ON queries(query COLLATE NOCASE, item);
                    """)
        }
        migrator.registerMigration("4: answers kept under keys, reviews by user") { db in
            try db.execute(
                sql: """
                    CREATE TABLE kept_answers (
                        key TEXT PRIMARY KEY, request TEXT NOT NULL, answer TEXT NOT NULL, kept_at INTEGER NOT NULL
                    );
                    CREATE INDEX kept_answer_time ON kept_answers(kept_at);
                    CREATE INDEX review_user ON reviews(user);
                    """)
        }
        migrator.registerMigration("5: API keys") { db in
            try db.execute(
                sql: """
                    CREATE TABLE api_keys (
                        id TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, scopes TEXT NOT NULL,
                        requests_per_second INTEGER, created_at INTEGER NOT NULL, revoked_at INTEGER
                    );
                    """)
        }
        migrator.registerMigration("6: sessions") { db in
            try db.execute(
                sql: """
                    CREATE TABLE sessions (
                        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, user INTEGER REFERENCES users(id),
                        timestamp INTEGER, purchased INTEGER, attributes TEXT
                    );
                    CREATE INDEX session_user ON sessions(user);
                    """)
        }
        migrator.registerMigration("7: experiments and who was shown their lists") { db in
            try db.execute(
                sql: """
                    CREATE TABLE experiments (
                        name TEXT PRIMARY KEY, control TEXT NOT NULL, treatment TEXT NOT NULL,
                        treatment_share REAL NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER
                    );
                    -- Users by name: lists are shown to some of whom nothing else is stored.
                    CREATE TABLE exposures (
                        experiment TEXT NOT NULL REFERENCES experiments(name), user_name TEXT NOT NULL,
                        treatment INTEGER NOT NULL, first_at INTEGER NOT NULL, PRIMARY KEY (experiment, user_name)
                    ) WITHOUT ROWID;
                    CREATE INDEX exposure_user ON exposures(user_name);
                    """)
        }
        migrator.registerMigration("8: imports, reviews by item") { db in
            try db.execute(
                sql: """
                    CREATE TABLE imports (
                        position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ended_at INTEGER NOT NULL,
                        source TEXT NOT NULL, parts TEXT NOT NULL, rejected INTEGER NOT NULL, problems TEXT NOT NULL
                    );
                    CREATE INDEX review_item ON reviews(item);
                    """)
        }
        migrator.registerMigration("9: sessions at the console") { db in
            try db.execute(
                sql: """
                    CREATE TABLE console_sessions (
                        digest TEXT PRIMARY KEY, key TEXT NOT NULL, expires_at INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("10: prices") { db in
            try db.execute(
                sql: """
                    CREATE TABLE prices (
                        position INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES items(id), since INTEGER NOT NULL,
                        price REAL NOT NULL, currency TEXT
                    );
                    CREATE INDEX price_item ON prices(item);
                    INSERT INTO prices (item, since, price, currency)
                        SELECT item, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), price, currency
                        FROM products WHERE price IS NOT NULL ORDER BY item;
                    -- Whoever writes a product, by whichever statement: a price other than the last one is a new one.
                    CREATE TRIGGER price_changed AFTER INSERT ON products WHEN NEW.price IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM (
                            SELECT price, currency FROM prices WHERE item = NEW.item ORDER BY position DESC LIMIT 1
                        ) WHERE price = NEW.price AND currency IS NEW.currency
                    ) BEGIN
                        INSERT INTO prices (item, since, price, currency) VALUES (
                            NEW.item, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), NEW.price, NEW.currency
                        );
                    END;
                    """)
        }
        return migrator
    }
}
