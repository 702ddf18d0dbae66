/// Somebody who opens a page of the console.
struct ConsoleVisit: Sendable {
    /// What they typed, or `nil`.
    let value: String?
    /// With what they were let in.
    let admission: Admission

    /// A form that changes something: one button, and what it sends along.
    /// - Returns: nothing for those who may not send forms.
    func button(_ label: String, _ path: String, fields: [(name: String, value: String)] = []) -> HTML {
        guard let token = admission.formToken else { return "" }
        let hidden = (fields + [(name: ConsoleForm.token, value: token)]).map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        return """
            <form action="\(path)" method="post">\(HTML(joining: hidden))<button type="submit">\(label)</button></form>
            """
    }
}
