using Iterable.Generator.JsonPaths;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.JsonPaths;

internal sealed class JsonPathTests
{
    private static readonly JObject Document = JObject.Parse("""
        {
          "paths": {
            "/users/{email}": { "get": { "operationId": "getUser", "tags": ["Users"] }, "delete": { "operationId": "deleteUser" } },
            "/lists": { "get": { "operationId": "listLists", "deprecated": true } }
          },
          "responses": { "200": "ok", "it's": "quoted", "a.b": "dotted", "$ref": "ref", "tab\there": "tab", "ü": "umlaut" },
          "schemas": {
            "A": { "type": "integer", "format": "int32", "name": "a" },
            "B": { "type": "object", "properties": { "name": { "type": "integer" }, "x": { "type": null } } }
          },
          "required": ["email", "eventName", "email"],
          "numbers": [1, 2.0, -3, "2"],
          "default": "getUser",
          "nothing": null,
          "no": false
        }
        """);

    // Each row: the expression, then the paths of what it selects, in order.
    private static readonly string[][] Selections =
    [
        ["$", "$"],
        ["$.paths['/users/{email}'].get.operationId", "$.paths['/users/{email}'].get.operationId"],
        ["""$["paths"]["/lists"]""", "$.paths['/lists']"],
        ["$.schemas['A','B'].type", "$.schemas.A.type", "$.schemas.B.type"],
        ["$.schemas['B', 'none', 'A']", "$.schemas.B", "$.schemas.A"],
        ["$.schemas['A','A']", "$.schemas.A"],
        ["$.schemas[ 'A' , 'B' ]", "$.schemas.A", "$.schemas.B"],
        ["$.required[0]", "$.required[0]"],
        ["$.required[2, 0]", "$.required[2]", "$.required[0]"],
        ["$.required[3]"],
        ["$.paths[0]"],
        ["$.required.email"],
        ["$.none"],
        ["$.nothing", "$.nothing"],
        ["$.nothing.more"],
        ["$.paths['/users/{email}'][?(@.operationId=='getUser')]", "$.paths['/users/{email}'].get"],
        ["$.paths['/users/{email}'][?@.operationId == 'getUser']", "$.paths['/users/{email}'].get"],
        ["$.paths[?@.get.operationId == 'listLists'].get", "$.paths['/lists'].get"],
        ["$.paths[?@['get']['operationId'] == 'listLists']", "$.paths['/lists']"],
        ["$.schemas[? @.type == 'integer' ]", "$.schemas.A"],
        ["$..[?@.type == 'integer']", "$.schemas.A", "$.schemas.B.properties.name"],
        ["$..[?(@.format==\"int32\")]", "$.schemas.A"],
        ["$..name", "$.schemas.A.name", "$.schemas.B.properties.name"],
        ["$..['name','x']", "$.schemas.A.name", "$.schemas.B.properties.name", "$.schemas.B.properties.x"],
        ["$.required[?@ == 'email']", "$.required[0]", "$.required[2]"],
        ["$.numbers[?@ == '2']", "$.numbers[3]"],
        ["$.schemas.B.properties[?@.none.more == 'a']"],
        ["$.responses['200']", "$.responses['200']"],
        [@"$.responses['it\'s']", @"$.responses['it\'s']"],
        ["""$.responses["it's"]""", @"$.responses['it\'s']"],
        ["$.responses['a.b']", "$.responses['a.b']"],
        ["$.responses['$ref']", "$.responses['$ref']"],
        [@"$.responses['tab\u0009here']", @"$.responses['tab\u0009here']"],
        [@"$.responses['\u00fc']", "$.responses['ü']"],
        ["$.responses.ü", "$.responses['ü']"],
    ];

    [TestCaseSource(nameof(Selections))]
    public void An_expression_selects(params string[] row) =>
        Assert.That(JsonPath.Parse(row[0]).Select(Document).Select(JsonPathText.Of), Is.EqualTo(row[1..]));

    [TestCase("", 1, "begins with '$'")]
    [TestCase("paths", 1, "begins with '$'")]
    [TestCase("$.", 3, "must be quoted")]
    [TestCase("$..", 4, "must be quoted")]
    [TestCase("$.paths./users/{email}.get", 9, "must be quoted")]
    [TestCase("$.responses.200", 13, "must be quoted")]
    [TestCase("$.x-iterable-name", 4, "Expected '.' or '['")]
    [TestCase("$. a", 3, "must be quoted")]
    [TestCase("$paths", 2, "Expected '.' or '['")]
    [TestCase("$.a ", 4, "Expected '.' or '['")]
    [TestCase("$.*", 3, "must be quoted")]
    [TestCase("$.a[*]", 5, "not supported")]
    [TestCase("$.a[1:2]", 6, "Expected ']'")]
    [TestCase("$.a[:2]", 5, "not supported")]
    [TestCase("$.a[-1]", 5, "not supported")]
    [TestCase("$.a[01]", 5, "the place in a list")]
    [TestCase("$.a[99999999999999999999]", 5, "the place in a list")]
    [TestCase("$.a[]", 5, "the place in a list")]
    [TestCase("$.a[b]", 5, "Expected a quoted name")]
    [TestCase("$.a['b'", 8, "Expected ']'")]
    [TestCase("$.a['b", 5, "no end")]
    [TestCase(@"$.a['b\'", 5, "no end")]
    [TestCase(@"$.a['\x']", 6, "escape does not exist")]
    [TestCase(@"$.a['b\u00g0']", 7, "escape does not exist")]
    [TestCase("$.a['\t']", 6, "control character")]
    [TestCase("$[?length(@.a) > 1]", 4, "not supported")]
    [TestCase("$[?@.a]", 7, "expected '=='")]
    [TestCase("$[?@.a =~ 'b']", 8, "expected '=='")]
    [TestCase("$[?@.a == 'b' && @.c == 'd']", 15, "Expected ']'")]
    [TestCase("$[?'a']", 4, "expected '@'")]
    [TestCase("$[?!@.a == 'b']", 4, "expected '@'")]
    [TestCase("$[?@.* == 'b']", 6, "must be quoted")]
    [TestCase("$[?@.a == b]", 11, "a text in quotes")]
    [TestCase("$[?@.a == 1]", 11, "a text in quotes")]
    [TestCase("$[?(@.a == 'b']", 15, "Expected ')'")]
    public void What_is_not_supported_is_an_error_with_its_column(string expression, int column, string message)
    {
        var e = Assert.Throws<JsonPathException>(() => JsonPath.Parse(expression));
        Assert.That(e!.Message, Does.Contain(message).And.EndsWith($"at column {column} of {expression}"));
    }

    [TestCase("$.paths['/gone'].get.responses", "$.paths['/gone']")]
    [TestCase("$.paths['/lists'].post", "$.paths['/lists'].post")]
    [TestCase("$.paths['/lists'].get", null)]
    public void A_path_without_match_says_from_where_on(string expression, string? part) =>
        Assert.That(JsonPath.Parse(expression).FirstPartWithoutMatch(Document), Is.EqualTo(part));

    [TestCase("$.schemas['A','none']", "none")]
    [TestCase("$.paths['/lists','/users/{email}'].delete", "/lists")]
    [TestCase("$.schemas['A','B']['name','properties']", null)]
    [TestCase("$.schemas['A','B']['name','properties'].x", "A")]
    [TestCase("$.required[0, 7]", "7")]
    [TestCase("$.schemas.A", null)]
    public void A_name_of_a_union_without_match_is_told(string expression, string? name) =>
        Assert.That(JsonPath.Parse(expression).AlternativeWithoutMatch(Document), Is.EqualTo(name));

    [Test]
    public void The_path_of_a_token_selects_that_token()
    {
        foreach (var token in Document.DescendantsAndSelf().Where(token => token is not JProperty))
            Assert.That(JsonPath.Parse(JsonPathText.Of(token)).Select(Document), Is.EqualTo(new[] { token }).Using<JToken>(ReferenceEquals));
    }
}
