using System.Reflection;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>Whoever fakes a client in a test can make all that it has to return or throw.</summary>
public class FakeTests
{
    // The facts of operations are there already, as static properties.
    private static readonly Type[] Known = [typeof(IterableOperation), typeof(IterableRateLimit)];

    private static IReadOnlyList<Type> Returned() =>
        [.. PublicApi.ClientInterfaces.SelectMany(client => client.GetMethods()).SelectMany(method => Parts(method.ReturnType)).Concat(PublicApi.Types).Where(IsOurClass).Distinct()];

    [TestCaseSource(nameof(Returned))]
    public void It_can_be_made(Type type) => Assert.That(
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Any(made => made.IsPublic || (made.IsFamily && !type.IsSealed))
            || type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(made => made.ReturnType.Name == type.Name),
        type.FullName);

    [Test]
    public async Task A_list_is_made_of_items()
    {
        var campaigns = IterablePages<string>.FromItems(["a", "b"]);

        Assert.That(await campaigns.ToListAsync(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((await campaigns.AsPages().ToListAsync()).Single().HasMore, Is.False);
    }

    private static bool IsOurClass(Type type) => type is { IsClass: true, IsAbstract: false, IsNested: false } && type.Assembly == typeof(IterableClient).Assembly && !Known.Contains(type);

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
