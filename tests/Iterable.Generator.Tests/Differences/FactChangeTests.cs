using Iterable.Generator.OpenApi;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>What the SDK knows about calling an operation.</summary>
internal sealed class FactChangeTests
{
    private const string Page = "kind: page, method: EnumerateA, page: page, item: Item, items: items, next: next";

    [TestCase("x-iterable-rate-limit: unpublished", "x-iterable-rate-limit: { permits: 4, seconds: 60, scope: project }",
        "informational rate-limit-changed | GET /a (getA) | The rate limit is 4 in 60 s for each project instead of `unpublished`: code compiles as before, and the SDK paces its calls by the new one.",
        "informational rate-limit-changed")]
    [TestCase("x-iterable-retry: never", "x-iterable-retry: always",
        "informational retry-changed | GET /a (getA) | The retry class is `always` instead of `never`: code compiles as before, and a call whose fate is unknown is sent again by the new rule.",
        "informational retry-changed")]
    [TestCase("x-iterable-key-types: [server]", "x-iterable-key-types: [web, server]",
        "informational key-types-changed | GET /a (getA) | The list of API keys that may call is server, web instead of server: code compiles as before, and the service decides which keys it takes.",
        "informational key-types-changed")]
    public void A_fact(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(WithFact(before, before), WithFact(before, after), there, back);

    [TestCase("", "x-iterable-user: { userId: recipientUserId, email: recipientEmail }",
        "informational user-changed | GET /a (getA) | What names the user of the call is `recipientEmail` and `recipientUserId` instead of `email` and `userId`: code compiles as before, and the SDK asks for the token of the user who stands there.",
        "informational user-changed")]
    [TestCase("x-iterable-user: { email: userEmail }", "x-iterable-user: { email: recipientEmail }",
        "informational user-changed | GET /a (getA) | What names the user of the call is `recipientEmail` and `userId` instead of `userEmail` and `userId`: code compiles as before, and the SDK asks for the token of the user who stands there.",
        "informational user-changed")]
    [TestCase("", "x-iterable-unknown-user: empty",
        "informational unknown-user-changed | GET /a (getA) | The answer for an unknown user is `empty` instead of an error: code compiles as before, and what it does about users who are not there runs by the new rule.",
        "informational unknown-user-changed")]
    [TestCase("", "x-iterable-split: [ids]",
        "informational split-changed | GET /a (getA) | The list of what may go out in several calls is ids instead of nothing: code compiles as before, and a call too long for one address goes out by the new rule.",
        "informational split-changed")]
    [TestCase("", "x-iterable-answer: [failCount, successCount]",
        "informational answer-changed | GET /a (getA) | The list of what every answer has is failCount, successCount instead of nothing: code compiles as before, and an answer that lacks one of it is an exception.",
        "informational answer-changed")]
    [TestCase("", "x-iterable-empty-body: true",
        "informational empty-body-changed | GET /a (getA) | What is sent where callers give no body is an object without members instead of no body: code compiles as before, and older versions go on as they did, which the service may refuse.",
        "informational empty-body-changed")]
    [TestCase("x-iterable-split: [ids]", "x-iterable-split: [ids, campaigns]",
        "informational split-changed | GET /a (getA) | The list of what may go out in several calls is campaigns, ids instead of ids: code compiles as before, and a call too long for one address goes out by the new rule.",
        "informational split-changed")]
    [TestCase("", "x-iterable-bulk: { records: users }",
        "informational bulk-changed | GET /a (getA) | What is known of sending many records is `{\"records\":\"users\"}` instead of nothing: code compiles as before, and lanes make their batches by the new rule.",
        "informational bulk-changed")]
    public void A_fact_that_not_every_operation_has(string before, string after, string there, string back) =>
        Compared.AssertThereAndBack(WithFact(before), WithFact(after), there, back);

    /// <summary>What each extension does is compared, or shows where it says.</summary>
    private static readonly Dictionary<string, string?> Extensions = new()
    {
        [Extension.RateLimit] = "x-iterable-rate-limit: { permits: 4, seconds: 60, scope: project }",
        [Extension.Retry] = "x-iterable-retry: always",
        [Extension.KeyTypes] = "x-iterable-key-types: [web]",
        [Extension.Pagination] = $"x-iterable-pagination: {{ {Page} }}",
        [Extension.User] = "x-iterable-user: { email: userEmail }",
        [Extension.UnknownUser] = "x-iterable-unknown-user: empty",
        [Extension.Split] = "x-iterable-split: [ids]",
        [Extension.Answer] = "x-iterable-answer: [count]",
        [Extension.Bulk] = "x-iterable-bulk: { records: users }",
        [Extension.Failed] = Body("type: array, items: { type: string }, x-iterable-failed: { names: email, reason: invalid }"),
        [Extension.EmptyBody] = "x-iterable-empty-body: true",
        [Extension.Deprecated] = "x-iterable-deprecated: Use another.",
        [Extension.Wire] = Parameter("type: string, format: date-time, x-iterable-wire: epoch-s"),
        [Extension.Clearable] = Body("type: string, x-iterable-clearable: true"),
        [Extension.Within] = Body("type: string, x-iterable-within: params"),
        [Extension.DaysAhead] = Body("type: string, x-iterable-days-ahead: 7"),
        [Extension.MaxBody] = "x-iterable-max-body: 100",
        [Extension.Deferred] = Body("type: object, x-iterable-deferred: true"),
        [Extension.DeprecatedValues] = Parameter("type: string, x-iterable-name: Kind, enum: [a], x-iterable-deprecated-values: { a: Use b. }"),
        [Extension.Name] = null, // the listing of the public surface
        [Extension.ValueNames] = null, // the listing
        [Extension.Path] = null, // the path is in its place when documents are compared
        [Extension.Values] = null, // documentation
        [Extension.Tags] = null, // documentation
    };

    private static IEnumerable<string> EveryExtension() => typeof(Extension).GetFields()
        .Where(field => field.IsLiteral && field.GetRawConstantValue() is string name && name.StartsWith(Extension.Prefix, StringComparison.Ordinal) && name != Extension.Prefix)
        .Select(field => (string)field.GetRawConstantValue()!);

    [TestCaseSource(nameof(EveryExtension))]
    public void No_extension_changes_what_code_does_without_a_word(string extension)
    {
        Assert.That(Extensions, Does.ContainKey(extension), "Compare it in generator/Differences, and give an example here.");
        if (Extensions[extension] is not { } example)
            return;

        // A time has to have a form.
        var plain = extension == Extension.Wire ? example.Replace("epoch-s", "iso") : System.Text.RegularExpressions.Regex.Replace(example, $@"(, )?{extension}: (\{{[^}}]*\}}|\[[^\]]*\]|[\w. -]+)", "");
        var (before, after) = Spec.Facts.Contains(extension + ":", StringComparison.Ordinal)
            ? (Plain, WithFact(example, example))
            : (WithFact(plain), WithFact(example));
        Assert.That(Compared.Lines(before, after), Is.Not.Empty);
    }

    private static string Parameter(string schema) => $"parameters: [{{ name: x, in: query, description: D., schema: {{ {schema} }} }}]";

    private static string Body(string member) => Spec.Body($"{{ type: object, x-iterable-name: Thing, properties: {{ x: {{ {member} }} }} }}");

    [TestCase("x-iterable-split: [a, b]", "x-iterable-split: [b, a]")]
    [TestCase("x-iterable-user: { email: a, userId: b }", "x-iterable-user: { userId: b, email: a }")]
    [TestCase("", "x-iterable-user: { email: email, userId: userId }")]
    [TestCase("x-iterable-user: { email: userEmail }", "x-iterable-user: { email: userEmail, userId: userId }")]
    public void Facts_that_say_the_same(string before, string after) =>
        Assert.That(Compared.Lines(WithFact(before), WithFact(after)), Is.Empty);

    [Test]
    public void The_order_of_key_types_says_nothing() => Assert.That(
        Compared.Lines(WithFact("x-iterable-key-types: [server]", "x-iterable-key-types: [web, server]"), WithFact("x-iterable-key-types: [server]", "x-iterable-key-types: [server, web]")),
        Is.Empty);

    [Test]
    public void Paging_that_is_new() => Compared.AssertThereAndBack(Plain, Paged(Page),
        "compatible paging-added | GET /a (getA) paging | The method `EnumerateAAsync` is new and reads all pages: code compiles and runs as before.",
        "breaking paging-removed");

    [Test]
    public void Paging_that_is_gone() => Compared.AssertThereAndBack(Paged(Page), Plain,
        "breaking paging-removed | GET /a (getA) paging | The method `EnumerateAAsync`, which read all pages, is gone: code that calls it no longer compiles, and code that runs may get one page only.",
        "compatible paging-added");

    [TestCase("method: EnumerateA", "method: ReadA",
        "breaking paging-method-renamed | GET /a (getA) paging | The method `EnumerateAAsync` is called `ReadAAsync`: calls no longer compile, and code that runs reads the same pages.")]
    [TestCase("item: Item", "item: Other",
        "informational paging-changed | GET /a (getA) paging | The pages are read in another way (item `Other` instead of `Item`): the SDK asks for them by the new rule, and whether code compiles as before the public surface shows.")]
    [TestCase("page: page", "page: at",
        "informational paging-changed | GET /a (getA) paging | The pages are read in another way (page `at` instead of `page`): the SDK asks for them by the new rule, and whether code compiles as before the public surface shows.")]
    [TestCase("items: items, next: next", "items: items, next: nextUrl, total: count",
        "informational paging-changed | GET /a (getA) paging | The pages are read in another way (next `nextUrl` instead of `next`, total `count` instead of nothing): the SDK asks for them by the new rule, and whether code compiles as before the public surface shows.")]
    public void Paging_that_changes(string before, string after, string there) =>
        Compared.AssertThereAndBack(Paged(Page), Paged(Page.Replace(before, after)), there, there.Split(" | ")[0]);

    private static Spec Plain => new Spec().Get("/a", Spec.Operation("getA"));

    private static Spec Paged(string paging) => new Spec().Get("/a", Spec.Operation("getA", $"x-iterable-pagination: {{ {paging} }}"));

    private static Spec WithFact(string fact) => new Spec().Get("/a", Spec.Operation("getA", fact));

    private static Spec WithFact(string standard, string fact) =>
        new Spec().Get("/a", Spec.Operation("getA").Replace(standard.Split(':')[0] + ":" + Spec.Facts.Split(standard.Split(':')[0] + ":")[1].Split(", x-")[0], fact));
}
