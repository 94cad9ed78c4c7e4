using System.Reflection;
using Iterable.Generated.Tests.Conventions;
using Iterable.Generated.Tests.Wire;

namespace Iterable.Generated.Tests.Models;

/// <summary>What a request requires is asked for by its constructor: the compiler refuses a request without it.</summary>
public class ConstructorTests
{
    private const string NoArgument = "CS7036";
    private const string NoConstructor = "CS1729";
    private const string NoConversion = "CS1503";
    private const string NullGiven = "CS8625";

    private static readonly JObject Schemas = (JObject)SpecDocument.Root["components"]!["schemas"]!;

    private static IEnumerable<string> Requiring() => Schemas.Properties().Where(schema => Required(schema.Name).Any()).Select(schema => schema.Name);

    private static IEnumerable<string> RequiringNothing() =>
        PublicApi.Models.Select(model => model.Name).Except(Requiring());

    [TestCaseSource(nameof(Requiring))]
    public void A_model_is_made_with_what_the_document_requires_in_its_order(string model)
    {
        var constructor = Constructor(model);

        Assert.That(constructor.GetParameters().Select(parameter => parameter.Name), Is.EqualTo(Required(model)));
        Assert.That(Snippet.Faults($"return {Made(constructor)};"), Is.Empty);
    }

    [TestCaseSource(nameof(Requiring))]
    public void A_model_without_any_of_what_it_requires_does_not_compile(string model)
    {
        var values = Constructor(model).GetParameters().Select(parameter => $"{parameter.Name}: {Value(parameter.ParameterType)}").ToList();

        foreach (var leftOut in values)
            Assert.That(Snippet.Faults($"return new {model}({string.Join(", ", values.Where(value => value != leftOut))});"), Does.Contain(NoArgument).Or.Contain(NoConstructor), leftOut);
        Assert.That(Snippet.Faults($"return new {model}();"), Does.Contain(NoArgument).Or.Contain(NoConstructor));
    }

    [Test]
    public void A_model_that_requires_nothing_is_made_of_nothing() =>
        Assert.That(Snippet.Faults($"return new object[] {{ {string.Join(", ", RequiringNothing().Select(model => $"new {model}()"))} }};"), Is.Empty);

    [TestCase("""new TrackEventRequest("signedUp") { Email = "ada@example.com" }""")]
    [TestCase("""new SubscribeRequest(42, [new Subscriber { Email = "ada@example.com" }])""")]
    [TestCase("""new SubscribeRequest(42, from email in new[] { "ada@example.com" } select new Subscriber { Email = email })""")]
    [TestCase("""new BulkUpdateCatalogItemsRequest(new Dictionary<string, JObject>(), replaceUploadedFieldsOnly: true)""")]
    [TestCase("""new UpdateSubscriptionsRequest { EmailListIds = { 1, 2 }, UnsubscribedChannelIds = [] }""")]
    [TestCase("""new UserUpdateRequest { DataFields = { ["plan"] = "pro" } }""")]
    public void What_users_write_compiles(string expression) => Assert.That(Snippet.Faults($"return {expression};"), Is.Empty);

    [TestCase("""new TrackEventRequest { EventName = "signedUp" }""", NoArgument)]
    [TestCase("""new TrackEventRequest(null)""", NullGiven)]
    [TestCase("""new SubscribeRequest(42)""", NoArgument)]
    [TestCase("""new SubscribeRequest((long?)42, [])""", NoConversion)]
    public void What_would_be_refused_later_does_not_compile(string expression, string fault) =>
        Assert.That(Snippet.Faults($"return {expression};"), Does.Contain(fault));

    [Test]
    public void What_is_given_is_checked_where_it_is_given()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new TrackEventRequest(null!), Throws.ArgumentNullException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("eventName"));
            Assert.That(() => new SubscribeRequest(1, null!), Throws.ArgumentNullException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("subscribers"));
            Assert.That(() => new SubscribeRequest(1, [null!]), Throws.ArgumentException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("subscribers"));
            Assert.That(() => new BulkUpdateCatalogItemsRequest(new Dictionary<string, JObject> { ["b-1"] = null! }, true), Throws.ArgumentException);
            Assert.That(() => new StartExportRequest(default, ExportOutputFormat.Csv), Throws.ArgumentException.With.Message.Contains("ExportDataType"));
        });
    }

    [Test]
    public void A_list_that_is_given_is_copied()
    {
        var given = new List<Subscriber> { new() { Email = "ada@example.com" } };
        var request = new SubscribeRequest(1, given);

        given.Clear();
        request.Subscribers.Add(new Subscriber { UserId = "u-2" });

        Assert.That(request.Subscribers, Has.Count.EqualTo(2));
        Assert.That(given, Is.Empty);
    }

    private static IReadOnlyList<string> Required(string model) =>
        [.. (Schemas[model]?["required"] ?? new JArray()).Select(name => char.ToLowerInvariant(((string)name!)[0]) + ((string)name!)[1..])];

    private static ConstructorInfo Constructor(string model) => typeof(IterableModel).Assembly.GetType($"Iterable.Generated.{model}")!.GetConstructors().Single();

    private static string Made(ConstructorInfo constructor) =>
        $"new {constructor.DeclaringType!.Name}({string.Join(", ", constructor.GetParameters().Select(parameter => Value(parameter.ParameterType)))})";

    private static string Value(Type type) =>
        type == typeof(string) ? "\"text\""
        : type == typeof(bool) ? "true"
        : type == typeof(DateTimeOffset) ? "DateTimeOffset.UnixEpoch"
        : type.IsPrimitive || type == typeof(decimal) ? "7"
        : type == typeof(JObject) ? "new JObject()"
        : typeof(IOpenEnum).IsAssignableFrom(type) ? "\"value\""
        : type.Name.StartsWith("IDictionary", StringComparison.Ordinal) ? "new Dictionary<string, JObject>()"
        : type.IsInterface ? "[]"
        : Made(type.GetConstructors().Single());
}
