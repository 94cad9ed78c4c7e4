namespace Iterable.Generator.Checks;

/// <summary>Checks that mappings, lists and values stand where OpenAPI wants them, so that the steps after it need not.</summary>
internal sealed class DocumentShapeCheck(DiagnosticBag diagnostics)
{
    private static readonly Form Mapping = Object([]);
    private static readonly Form Truth = Value("true or false", IsTruth);
    private static readonly Form Number = Value("a number", IsNumber);
    private static readonly Form Count = Value("a whole number", value => value.Type is JTokenType.Integer);

    private static readonly Form Schema = Object(
        [],
        ("properties", Map(Mapping)),
        ("items", Mapping),
        ("additionalProperties", (check, token) => (IsTruth(token) ? Anything : Mapping)(check, token)),
        ("allOf, anyOf, oneOf", List(Mapping)),
        ("not", Mapping),
        ("enum", List(Anything)),
        ("required", List(Text("the name of a member"))),
        ("nullable, deprecated, readOnly, writeOnly, uniqueItems", Truth),
        ("minimum, maximum, multipleOf", Number),
        ("exclusiveMinimum, exclusiveMaximum", Value("a number, or true or false", value => IsNumber(value) || IsTruth(value))),
        ("minLength, maxLength, minItems, maxItems, minProperties, maxProperties", Count));

    private static readonly Form Media = Object([], ("schema", Mapping));

    // Parameters, bodies and responses.
    private static readonly Form Content = Object(
        [],
        ("required, deprecated, allowEmptyValue, allowReserved, explode", Truth),
        ("schema", Mapping),
        ("content, headers", Map(Media)));

    private static readonly Form Parameters = List((check, token) =>
    {
        Content(check, token);
        if (token is JObject parameter && !parameter.ContainsKey("$ref") && (parameter.Text("name") is null || parameter.Text("in") is null))
            check.Report(parameter, "a parameter must have a 'name' and an 'in'");
    });

    private static readonly Form Operation = Object(
        ["responses"],
        ("deprecated", Truth),
        ("parameters", Parameters),
        ("requestBody", Content),
        ("responses", Map(Content, isExtensible: true)),
        ("tags", List(Text("a tag"))));

    private static readonly Form PathItem = Object([], ("parameters", Parameters), (string.Join(", ", Operations.Methods), Operation));

    private static readonly Form Document = Object(
        ["info", "paths"],
        ("info", WithText("title")),
        ("paths", Map(PathItem, isExtensible: true)),
        ("components", Map(
            (check, section) => Map(section.Parent is JProperty { Name: "responses" or "requestBodies" or "parameters" } ? Content : Mapping)(check, section),
            isExtensible: true)),
        ("tags", List(WithText("name"))));

    private bool _isWellFormed = true;

    // What stands somewhere, and the check that finds what is wrong with it.
    private delegate void Form(DocumentShapeCheck check, JToken token);

    public static bool IsWellFormed(JObject document, DiagnosticBag diagnostics)
    {
        var check = new DocumentShapeCheck(diagnostics);
        Document(check, document);
        foreach (var site in document.AllSchemas())
            Schema(check, site.Schema);
        return check._isWellFormed;
    }

    private static void Anything(DocumentShapeCheck check, JToken token)
    {
    }

    private static Form Object(string[] required, params (string Names, Form Form)[] members)
    {
        var forms = members.SelectMany(member => member.Names.Split(", "), (member, name) => (Name: name, member.Form)).ToList();
        return (check, token) =>
        {
            if (token is not JObject mapping)
            {
                check.Report(token, "this must be a mapping");
                return;
            }

            foreach (var name in required.Where(name => !mapping.ContainsKey(name)))
                check.Report(mapping, $"'{name}' is missing");
            foreach (var (name, form) in forms)
            {
                if (mapping[name] is { } value)
                    form(check, value);
            }
        };
    }

    // Where names are those of the API, one that begins with x- is a name like any other.
    private static Form Map(Form each, bool isExtensible = false) => (check, token) =>
    {
        Mapping(check, token);
        foreach (var member in (token as JObject ?? []).Properties().Where(member => member.Value is JObject || !isExtensible || !Extension.IsExtension(member.Name)).ToList())
            each(check, member.Value);
    };

    private static Form List(Form each) => (check, token) =>
    {
        if (token is not JArray)
            check.Report(token, "this must be a list");
        foreach (var entry in token as JArray ?? [])
            each(check, entry);
    };

    private static Form Value(string what, Func<JToken, bool> isThat) => (check, token) =>
    {
        if (!isThat(token))
            check.Report(token, $"'{((JProperty)token.Parent!).Name}' must be {what}");
    };

    private static Form Text(string what) => (check, token) =>
    {
        if (token.Type is not JTokenType.String)
            check.Report(token, $"{what} must be text");
    };

    private static Form WithText(string member) => (check, token) =>
    {
        Mapping(check, token);
        if (token is JObject && token.Text(member) is null)
            check.Report(token, $"'{member}' must be text");
    };

    private static bool IsTruth(JToken value) => value.Type is JTokenType.Boolean;

    private static bool IsNumber(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float;

    private void Report(JToken at, string problem)
    {
        _isWellFormed = false;
        diagnostics.Error(DiagnosticCode.InvalidDocument, $"This document is malformed: {problem} (at {JsonPathText.Of(at)}).", at);
    }
}
