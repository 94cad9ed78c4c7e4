using Iterable.Generated.Tests.Support;
using NUnit.Framework.Interfaces;

[assembly: WithoutContext]

namespace Iterable.Generated.Tests.Support;

/// <summary>
/// Tests run as a service does, without a context to go on in: NUnit sets one of its own, under which what waits with <c>ConfigureAwait(false)</c> goes on at
/// some time, on another thread. Without it, what waits for something that a test completes has gone on when that is completed.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class WithoutContextAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) => SynchronizationContext.SetSynchronizationContext(null);

    public void AfterTest(ITest test)
    {
    }
}
