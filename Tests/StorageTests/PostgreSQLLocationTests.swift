import Foundation
import TestSupport
import Testing

@testable import Storage

/// What is said when a database cannot be opened: what is wrong and what to do, and never the password.
@Suite struct PostgreSQLLocationTests {
    private static let secret = "t0p%40secret"

    @Test func aLocationHasANameWithoutItsPassword() throws {
        let location = try PostgreSQLLocation(
            url: "postgresql://anna:\(Self.secret)@db.example.org:5433/shop?sslmode=require&pool=3")
        #expect(location.name == "postgres://anna@db.example.org:5433/shop")
        #expect(location.database == "shop" && location.poolSize == 3)
        #expect(
            location.connectionString == "postgresql://anna:\(Self.secret)@db.example.org:5433/shop?sslmode=require")
        #expect(location.withoutSecrets("no t0p@secret here") == "no … here")
        #expect(
            try PostgreSQLLocation(url: "postgres:///shop?host=/run/postgresql").name
                == "postgres:///run/postgresql/shop")
    }

    @Test(arguments: [
        "postgres://anna:\(secret)@host/shop?sslmode", "postgres://anna:\(secret)@[::1/shop",
        "postgres://anna:\(secret)@host/shop?nonsense=1", "postgres://anna:100%secret@host/shop",
        "postgres://anna:\(secret)@host/shop?pool=0", "mysql://anna:\(secret)@host/shop",
    ])
    func whatCannotBeReadIsRefusedWithoutQuotingIt(_ url: String) throws {
        let refusal = #expect(throws: StorageError.self) { try PostgreSQLLocation(url: url) }
        #expect(refusal?.description.contains("postgres://user:password@host:port/database") == true)
        #expect(refusal?.description.contains("secret") == false)
    }

    @Test func nobodyAnswers() throws {
        let refusal = #expect(throws: StorageError.self) {
            try PostgreSQLStore(url: "postgres://anna:\(Self.secret)@127.0.0.1:1/shop")
        }
        let text = refusal?.description ?? ""
        #expect(text.hasPrefix("postgres://anna@127.0.0.1:1/shop cannot be reached: "))
        #expect(text.contains("Connection refused") && text.contains("Check host and port"))
        #expect(!text.contains("secret"))
    }

    @Test(.enabled(if: PostgreSQLServer.isInstalled, Comment(rawValue: PostgreSQLServer.absence)))
    func theServerRefuses() throws {
        let server = try PostgreSQLServer.shared.get()
        let known = try server.makeDatabase()
        let name = try PostgreSQLLocation(url: known).database
        func refusal(_ url: String) -> StorageError? {
            #expect(throws: StorageError.self) { try PostgreSQLStore(url: url) }
        }

        let missing = refusal(server.location(of: "nowhere"))
        #expect(missing == .noDatabase(path: server.location(of: "nowhere"), database: "nowhere"))
        #expect(missing?.description.contains("createdb nowhere") == true)

        let guarded = "postgres://guarded@127.0.0.1:\(server.port)/\(name)"
        let wrong = refusal(guarded.replacing("guarded@", with: "guarded:\(Self.secret)@"))
        #expect(
            wrong == .accessDenied(path: guarded, reason: #"password authentication failed for user "guarded""#))
        #expect(wrong?.description.contains("secret") == false)
        #expect(refusal(guarded) == .accessDenied(path: guarded, reason: "the server asks for a password"))
        // The right one is let in, but may make nothing here.
        let right = guarded.replacing("guarded@", with: "guarded:open%20sesame%3A%20%40%2F%3F%23@")
        #expect(
            refusal(right) == .accessDenied(path: guarded, reason: "permission denied for database \(name)"))
        try server.psql("CREATE SCHEMA bowerbird AUTHORIZATION guarded", database: name)
        #expect(try PostgreSQLStore(url: right).counts() == StoreCounts())

        let latin = try server.makeDatabase(encoding: "SQL_ASCII")
        #expect(refusal(latin)?.description.contains("ENCODING 'UTF8'") == true)
        #expect(throws: StorageError.noShop(path: server.location(of: "postgres"))) {
            try PostgreSQLStore(url: server.location(of: "postgres"), creating: false)
        }
    }
}
