using System.Reflection;
using Iterable.Generated.Tests.Wire;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>The facts about each operation reach code as the overlays state them.</summary>
[TestFixture]
public sealed class OperationFactsTests
{
    private static IEnumerable<TestCaseData> Operations() =>
        SpecDocument.Operations.Select(o => new TestCaseData(o).SetArgDisplayNames(o.Id));

    [Test]
    public void Every_operation_of_the_specifications_has_its_metadata() =>
        Assert.That(IterableOperations.All.Select(o => o.Id), Is.EquivalentTo(SpecDocument.Operations.Select(o => o.Id)));

    [TestCaseSource(nameof(Operations))]
    public void Metadata_says_what_the_overlays_say(object operation)
    {
        var spec = (SpecOperation)operation;
        var metadata = IterableOperations.All.Single(o => o.Id == spec.Id);

        Assert.That(metadata.Method.Method, Is.EqualTo(spec.Method));
        Assert.That(metadata.Path, Is.EqualTo(spec.Path));
        Assert.That(metadata.Tag, Is.EqualTo(spec.Tag));
        if (spec.RateLimit is JObject limit)
        {
            Assert.That(metadata.RateLimit!.Permits, Is.EqualTo((int)limit["permits"]!));
            Assert.That(metadata.RateLimit.Window, Is.EqualTo(TimeSpan.FromSeconds((int)limit["seconds"]!)));
            Assert.That(Letters(metadata.RateLimit.Scope.ToString()), Is.EqualTo(Letters((string)limit["scope"]!)));
        }
        else
        {
            Assert.That(metadata.RateLimit, Is.Null);
        }

        Assert.That(Letters(metadata.RetrySafety.ToString()), Is.EqualTo(Letters(spec.Retry)));
        Assert.That(metadata.KeyTypes.Select(type => type.Value), Is.EqualTo(spec.KeyTypes));
    }

    [Test]
    public void What_every_answer_has_is_a_member_of_its_type() => Assert.Multiple(() =>
    {
        var counted = IterableOperations.All.Where(operation => operation.Answer.Length > 0).ToList();
        Assert.That(counted.Select(operation => operation.Id), Is.EquivalentTo(new[] { "bulkUpdateSubscriptions", "bulkUpdateUsers", "subscribeToList", "trackBulkEvents", "unsubscribeFromList" }));
        foreach (var operation in counted)
        {
            var method = typeof(IIterableClient).GetProperties().SelectMany(part => part.PropertyType.GetMethods()).Single(method => method.Name == operation.Id[..1].ToUpperInvariant() + operation.Id[1..] + "Async");
            var members = method.ReturnType.GetGenericArguments().Single().GetProperties().Select(member => member.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName);
            Assert.That(operation.Answer, Is.SubsetOf(members), operation.Id);
        }
    });

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetter)).ToUpperInvariant();
}
