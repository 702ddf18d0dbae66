/// Rows that came in one piece, as over HTTP: one JSON object, an array of them, or JSON Lines.
public enum JSONRows {
    /// Reads `bytes`; rows are counted from 1.
    /// - Parameters:
    ///   - isLines: whether they are JSON Lines; `nil` to tell from the bytes.
    ///   - defaults: what fields hold that a row leaves out, by the field's name.
    /// - Throws: ``JSONRowsError`` when they are no JSON at all; faults of single rows are in the batch.
    public static func read<Row: ImportableRow>(
        _ type: Row.Type, _ bytes: [UInt8], isLines: Bool? = nil, defaults: [String: String] = [:]
    ) throws(JSONRowsError) -> ImportBatch<Row> {
        var batch = ImportBatch<Row>()
        var builder = JSONRecordBuilder(schema: Row.schema, mapping: [:], defaults: defaults)
        for record in isLines ?? looksLikeLines(bytes)
            ? lines(bytes, &builder) : try values(bytes, &builder)
        {
            do throws(FieldError) {
                if let fault = record.fault { throw fault }
                batch.rows.append(try Row(record))
            } catch {
                batch.rejected.append(
                    RejectedRow(file: "body", line: record.line, field: error.field, reason: error.reason, text: ""))
            }
        }
        return batch
    }

    // An object that ends where its line ends, with another line behind it.
    private static func looksLikeLines(_ bytes: [UInt8]) -> Bool {
        guard let start = bytes.firstIndex(where: { !isBlank($0) }), bytes[start] == UInt8(ascii: "{"),
            let end = bytes[start...].firstIndex(of: 0x0A), bytes[end...].contains(where: { !isBlank($0) })
        else { return false }
        return bytes[start..<end].withUnsafeBufferPointer { (try? JSONLineParser.parse($0)) != nil }
    }

    private static func lines(_ bytes: [UInt8], _ builder: inout JSONRecordBuilder) -> [Record] {
        var records: [Record] = []
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy(isBlank) { continue }
            records.append(line.withUnsafeBufferPointer { builder.record($0, line: number) })
        }
        return records
    }

    private static func values(
        _ bytes: [UInt8], _ builder: inout JSONRecordBuilder
    ) throws(JSONRowsError) -> [Record] {
        let parsed: Result<JSONLineValue, JSONLineParser.Failure> = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONLineParser.Failure) { return .success(try JSONLineParser.parse(buffer)) } catch {
                return .failure(error)
            }
        }
        switch parsed {
        case .success(.array(let rows)):
            var records: [Record] = []
            for (index, row) in rows.enumerated() {
                records.append(builder.record(row, line: index + 1, what: "the entry"))
            }
            return records
        case .success(let row): return [builder.record(row, line: 1, what: "the body")]
        case .failure(let failure): throw JSONRowsError(reason: failure.reason, offset: failure.offset)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}

/// Rows that are no JSON.
public struct JSONRowsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: String
    /// Before which byte, from 0.
    public let offset: Int

    /// What is wrong and where.
    public var description: String { "this is not valid JSON: \(reason) at byte \(offset + 1)" }
}
