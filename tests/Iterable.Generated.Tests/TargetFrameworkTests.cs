using System.Reflection;
using System.Runtime.Versioning;

namespace Iterable.Generated.Tests;

public class TargetFrameworkTests
{
#if NETSTANDARD_BUILD
    private const string Expected = ".NETStandard,Version=v2.0";
#else
    private const string Expected = ".NETCoreApp,Version=v10.0";
#endif

    [Test]
    public void The_build_under_test_is_the_one_meant() =>
        Assert.That(typeof(IterableClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(Expected));
}
