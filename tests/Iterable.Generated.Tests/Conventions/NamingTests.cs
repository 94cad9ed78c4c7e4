namespace Iterable.Generated.Tests.Conventions;

[TestFixture]
public sealed class NamingTests
{
    [Test]
    public void No_name_ends_in_a_digit() =>
        Assert.That(PublicApi.Names.Where(name => char.IsDigit(name.TrimEnd(')')[^1])), Is.Empty, "NSwag numbers what has no name of its own");

    [Test]
    public void No_type_is_named_like_one_of_the_base_class_library()
    {
        var known = new HashSet<string>(
            typeof(object).Assembly.GetExportedTypes()
                .Concat(typeof(Uri).Assembly.GetExportedTypes())
                .Concat(typeof(HttpClient).Assembly.GetExportedTypes())
                .Where(t => t.Namespace is "System" or "System.Collections.Generic" or "System.IO" or "System.Linq" or "System.Net.Http" or "System.Threading" or "System.Threading.Tasks")
                .Select(t => t.Name.Split('`')[0]),
            StringComparer.Ordinal);

        Assert.That(PublicApi.Types.Select(t => t.Name.Split('`')[0]).Where(known.Contains), Is.Empty);
    }

    [Test]
    public void Acronyms_follow_dot_net() =>
        Assert.That(PublicApi.Types.Select(t => t.Name.TrimStart('I')).Where(name => System.Text.RegularExpressions.Regex.IsMatch(name, "[A-Z]{3}")), Is.Empty);

    [Test]
    public void Async_methods_say_so_and_can_be_cancelled()
    {
        foreach (var method in PublicApi.AsyncMethods)
        {
            // A view of what is there, named as .NET names views; the call that made it has taken the token.
            if (method.Name == nameof(IterablePages<object>.AsPages))
                continue;

            Assert.That(method.Name, Does.EndWith("Async"), PublicApi.NameOf(method));
            var last = method.GetParameters().LastOrDefault();
            Assert.That(last?.ParameterType, Is.EqualTo(typeof(CancellationToken)), PublicApi.NameOf(method));
            Assert.That(last!.HasDefaultValue, Is.True, PublicApi.NameOf(method));
        }
    }
}
