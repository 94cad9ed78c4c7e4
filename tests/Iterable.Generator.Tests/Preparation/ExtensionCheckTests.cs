using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class ExtensionCheckTests
{
    [TestCase("x-iterable-rate-limits: unpublished", "ITG010 x-iterable-rate-limits does not exist; an operation can have x-iterable-rate-limit, x-iterable-retry, x-iterable-key-types, x-iterable-pagination, x-iterable-empty-body, x-iterable-max-body, x-iterable-user, x-iterable-unknown-user, x-iterable-split, x-iterable-answer, x-iterable-bulk, x-iterable-deprecated.")]
    [TestCase("x-iterable-wire: iso", "ITG010 x-iterable-wire means nothing on an operation; it belongs on a schema.")]
    [TestCase("x-iterable-name: GetA", "ITG010 x-iterable-name means nothing on an operation; it belongs on a tag or a parameter or a schema.")]
    [TestCase("x-iterable-deprecated: true", "ITG011 x-iterable-deprecated must be a text.")]
    [TestCase("x-iterable-empty-body: {}", "ITG011 x-iterable-empty-body must be true, or not be there.")]
    [TestCase("x-iterable-clearable: true", "ITG010 x-iterable-clearable means nothing on an operation; it belongs on a schema.")]
    [TestCase("x-iterable-pagination: page", "ITG011 x-iterable-pagination must be a mapping of texts, with count-default a whole number above 0.")]
    [TestCase("x-iterable-pagination: { kind: book, method: EnumerateA, item: A, items: as }", "ITG011 x-iterable-pagination needs a kind, one of page, offset, marker, start-after, cap.")]
    [TestCase("x-iterable-pagination: { kind: offset, method: EnumerateA, item: A, items: as, offset: o, count: c }", "ITG011 x-iterable-pagination has count (the parameter) and count-default (what is asked for unless the caller says otherwise) together, or neither.")]
    [TestCase("x-iterable-pagination: { kind: cap, method: EnumerateA, item: A, items: as, count: c, count-default: many }", "ITG011 x-iterable-pagination must be a mapping of texts, with count-default a whole number above 0.")]
    [TestCase("x-iterable-pagination: { kind: cap, method: EnumerateA, item: A, items: as, count: c, count-default: 99999999999999999999 }", "ITG011 x-iterable-pagination must be a mapping of texts, with count-default a whole number above 0.")]
    [TestCase("x-iterable-pagination: { kind: start-after, method: EnumerateA, after: startAfter, item: A, items: as }", "ITG011 x-iterable-pagination of kind start-after needs key.")]
    [TestCase("x-iterable-pagination: { kind: start-after, method: EnumerateA, after: startAfter, key: name, next: n, item: A, items: as }", "ITG011 x-iterable-pagination of kind start-after has no next.")]
    [TestCase("x-iterable-user: { mail: recipientEmail }", "ITG011 x-iterable-user must be {email: <name>, userId: <name>}, or one of the two.")]
    [TestCase("x-iterable-user: { email: [a] }", "ITG011 x-iterable-user must be {email: <name>, userId: <name>}, or one of the two.")]
    [TestCase("x-iterable-unknown-user: null", "ITG011 x-iterable-unknown-user must be one of empty.")]
    [TestCase("x-iterable-split: campaignId", "ITG011 x-iterable-split must be a list of names.")]
    [TestCase("x-iterable-bulk: users", "ITG011 x-iterable-bulk must be {records: <member of the body>}, and can have record-bytes, which is a number, and ids: exact.")]
    [TestCase("x-iterable-bulk: { bytes: 1 }", "ITG011 x-iterable-bulk must be {records: <member of the body>}, and can have record-bytes, which is a number, and ids: exact.")]
    [TestCase("x-iterable-bulk: { records: users, record-bytes: many }", "ITG011 x-iterable-bulk must be {records: <member of the body>}, and can have record-bytes, which is a number, and ids: exact.")]
    [TestCase("parameters: [{ name: x, in: query, description: D., x-iterable-name: X, schema: { type: string } }]", "ITG011 x-iterable-name must be a C# parameter name of letters and digits that begins with a small letter.")]
    [TestCase("parameters: [{ name: x, in: query, description: D., x-iterable-wire: iso, schema: { type: string } }]", "ITG010 x-iterable-wire means nothing on a parameter; it belongs on a schema.")]
    [TestCase("externalDocs: { url: 'https://a.example', x-iterable-name: X }", "ITG010 x-iterable-name means nothing here; it belongs on a tag or a parameter or a schema.")]
    public void An_extension_must_exist_and_mean_something_where_it_stands(string member, string error) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA", member))), Has.Some.EqualTo(error));

    [TestCase("x-iterable-rate-limit: { permits: 4, seconds: 60 }")]
    [TestCase("x-iterable-rate-limit: { permits: 0, seconds: 60, scope: project }")]
    [TestCase("x-iterable-rate-limit: { permits: '4', seconds: 60, scope: project }")]
    [TestCase("x-iterable-rate-limit: { permits: 4, seconds: 1.5, scope: project }")]
    [TestCase("x-iterable-rate-limit: { permits: 4, seconds: 60, scope: user }")]
    [TestCase("x-iterable-rate-limit: { permits: 4, seconds: 60, scope: project, window: 1 }")]
    [TestCase("x-iterable-rate-limit: none")]
    [TestCase("x-iterable-retry: sometimes")]
    [TestCase("x-iterable-retry: true")]
    [TestCase("x-iterable-key-types: []")]
    [TestCase("x-iterable-key-types: server")]
    [TestCase("x-iterable-key-types: [server, 1]")]
    [TestCase("x-iterable-key-types: [server, server]")]
    public void A_fact_must_have_a_value_it_can_have(string fact)
    {
        var key = fact.Split(':')[0];
        var facts = string.Join(", ", new[] { "x-iterable-rate-limit: unpublished", "x-iterable-retry: never", "x-iterable-key-types: [server]" }.Where(other => !other.StartsWith(key + ":", StringComparison.Ordinal)).Append(fact));
        var errors = SpecsFolder.ErrorsOf(new Spec().Get("/a", $"{{ operationId: getA, summary: S., tags: [Users], {facts}, responses: {{ '200': {{ description: OK. }} }} }}"));
        Assert.That(errors.Single(), Does.StartWith($"ITG011 {key} must be "));
    }

    [Test]
    public void A_type_of_key_is_one_that_the_document_names() => Assert.That(
        SpecsFolder.ErrorsOf(new Spec()
            .Schema("IterableKeyType", "{ type: string, description: D., enum: [server, fine-grained] }")
            .Get("/a", Spec.Operation("getA").Replace("[server]", "[server, fine-grained, browser]"))),
        Is.EqualTo(new[] { "ITG011 x-iterable-key-types names 'browser', and the schema IterableKeyType has server, fine-grained. Add it there, in an overlay, if there are such keys." }));

    [TestCase("{ type: string, format: date-time, x-iterable-wire: rfc3339 }", "ITG011 x-iterable-wire must be one of epoch-ms, epoch-s, iso, sql-utc, sql-offset.")]
    [TestCase("{ type: string, enum: [a], x-iterable-name: bad name }", "ITG011 x-iterable-name must be a C# name of letters and digits that begins with a capital.")]
    [TestCase("{ type: string, enum: [a], x-iterable-name: Kind, x-iterable-values: [a] }", "ITG011 x-iterable-values must map values of the enum to texts.")]
    [TestCase("{ type: string, enum: [a], x-iterable-name: Kind, x-iterable-value-names: { a: small } }", "ITG011 x-iterable-value-names must map values of the enum to C# names that begin with a capital.")]
    [TestCase("{ type: string, enum: [a], x-iterable-name: Kind, x-iterable-deprecated-values: { a: 1 } }", "ITG011 x-iterable-deprecated-values must map values of the enum to texts.")]
    [TestCase("{ type: array, items: { type: string }, x-iterable-failed: { names: email } }", "ITG011 x-iterable-failed must be {names: <member of a record>, reason: <word>}.")]
    [TestCase("{ type: string, x-iterable-rate-limit: unpublished }", "ITG010 x-iterable-rate-limit means nothing on a schema; it belongs on an operation.")]
    public void An_extension_of_a_schema_must_have_a_value_it_can_have(string schema, string error) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA", $"parameters: [{{ name: x, in: query, description: D., schema: {schema} }}]"))), Has.Some.EqualTo(error));

    [Test]
    public void An_extension_of_a_path_must_be_a_path() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Path("/a", "x-iterable-path", "b").Get("/a", Spec.Operation("getA"))),
            Has.Some.EqualTo("ITG011 x-iterable-path must be a path that begins with '/'."));

    [Test]
    public void An_unknown_extension_is_reported_where_it_stands()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay("  - target: $.paths['/a'].get\n    update:\n      x-iterable-retries: never");
        var error = folder.Prepare().Diagnostics.Single();
        Assert.That(error.At!.ToString(), Does.EndWith("test.overlay.yml(7,7)"));
    }

    [Test]
    public void A_member_of_a_class_may_be_called_anything() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, properties: { x-iterable-signature: { type: string } } }")),
            Is.Empty);

    [Test]
    public void Extensions_of_others_are_kept() =>
        Assert.That(
            (string?)SpecsFolder.Prepare(new Spec().Get("/a", Spec.Operation("getA", "x-internal: yes"))).Document["paths"]!["/a"]!["get"]!["x-internal"],
            Is.EqualTo("yes"));

    [Test]
    public void A_time_must_say_how_it_travels() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, properties: { at: { type: string, format: date-time } } }")),
            Is.EqualTo(new[] { """ITG012 The member `at` of Thing is a date-time and does not say how it travels (x-iterable-wire: epoch-ms, epoch-s, iso, sql-utc, sql-offset). Add to an overlay that extends api.yml: - { target: "$.components.schemas.Thing.properties.at", update: { x-iterable-wire: iso } }""" }));

    [TestCase("epoch-ms")]
    [TestCase("epoch-s")]
    [TestCase("iso")]
    [TestCase("sql-utc")]
    [TestCase("sql-offset")]
    public void The_wire_form_of_a_time_is_kept(string wire) =>
        Assert.That(
            (string?)SpecsFolder.Prepare(new Spec().Get("/a", Spec.Operation("getA", $"parameters: [{{ name: at, in: query, description: D., schema: {{ type: string, format: date-time, x-iterable-wire: {wire} }} }}]"))).Document["paths"]!["/a"]!["get"]!["parameters"]![0]!["schema"]!["x-iterable-wire"],
            Is.EqualTo(wire));

    [Test]
    public void What_is_no_time_has_no_wire_form() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, properties: { at: { type: string, x-iterable-wire: iso } } }")),
            Is.EqualTo(new[] { "ITG011 The member `at` of Thing has an x-iterable-wire and is no date-time (type: string, format: date-time)." }));

    [Test]
    public void A_time_is_a_string_in_the_document_whatever_travels() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, properties: { at: { type: integer, format: date-time, x-iterable-wire: epoch-ms } } }")).Single(),
            Does.StartWith("ITG043 The member `at` of Thing is a date-time whose type is not string."));
}
