import Bowerbird
import Foundation

extension Service {
    // More than people read; the whole list is made on the command line.
    private static let shownMembers = 100

    /// Users for whom a condition holds and who may be written to.
    func audiencePage(_ text: String?) async throws -> ConsolePage {
        let form = ConsolePage.form("/console/audience", "where", "Condition", text)
        let help: HTML = """
            <p class="note">Fields are compared with values, as in <code>churn &gt; 0.6 and category ~ shoes</code>: predictions
            (<code>churn</code>, <code>purchase</code>, <code>spend</code>, <code>quantity</code>), <code>segment</code>,
            <code>category</code>, <code>brand</code>, facts such as <code>days_since_purchase</code>, and attributes of users.
            A prediction says how likely something is, not what a message would change.</p>
            """
        guard let text else { return ConsolePage(title: "Audiences", body: "\(form)\(help)") }
        func refused(_ why: String) -> ConsolePage {
            ConsolePage(title: "Audiences", body: "\(form)<p class=\"none\">\(why)</p>\(help)")
        }
        let condition: AudienceCondition
        do {
            condition = try AudienceCondition(parsing: text)
        } catch {
            return refused("\(error)")
        }
        let audience: Audience
        do {
            let (store, trained) = (shop.store, live.model?.behavior)
            audience = try await behavior.inTurn {
                try BehaviorPredictor(
                    store.snapshot(detailed: true), asOf: nil, trained: trained ?? BehaviorModels(), seed: 0,
                    threads: ProcessInfo.processInfo.activeProcessorCount
                ).audience(AudienceOptions(condition: condition))
            }
        } catch let error as AudienceError {
            return refused("\(error)")
        } catch let error as BehaviorError {
            return refused("\(error)")
        }
        return ConsolePage(title: "Audiences", body: "\(form)\(Self.facts(of: audience))\(Self.members(of: audience))")
    }

    private static func facts(of audience: Audience) -> HTML {
        let consent = audience.consentAttribute.map { ("Have not agreed (\($0))", "\(audience.withoutConsent)") }
        return """
            \(ConsolePage.facts([("Users", "\(audience.members.count)")] + (consent.map { [$0] } ?? [])))
            \(consent == nil ? "<p class=\"note\">No attribute of users tells of consent: make sure that they agreed.</p>" : "")
            """
    }

    private static func members(of audience: Audience) -> HTML {
        let shown = audience.members.prefix(shownMembers)
        let fields = shown.first?.values.map(\.field) ?? []
        let rows = shown.map { member -> [HTML] in
            let values = fields.map { field -> HTML in
                switch member.values.first(where: { $0.field == field })?.value {
                case .number(let number): "\(rounded(Double(number)))"
                case .texts(let texts): "\(texts.joined(separator: "; "))"
                case nil: ""
                }
            }
            return [
                "<a href=\"\(HTML.path("/console/user?user=", member.userID.rawValue))\">\(member.userID.rawValue)</a>"
            ]
                + values + ["\(member.facts.joined(separator: "; "))"]
        }
        return """
            \(ConsolePage.table("Surest first", ["User"] + fields + ["What may be said"], rows))
            \(audience.members.count > shown.count ? "<p class=\"note\">The first \(shown.count) are shown; <code>bowerbird audience --where</code> writes all of them to a file.</p>" : "")
            """
    }
}
