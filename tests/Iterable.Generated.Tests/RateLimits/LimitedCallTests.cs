using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>What a limiter of the application is told of the calls that it is asked about.</summary>
public class LimitedCallTests
{
    private const string OtherKey = "00000000000000000000000000000000";

    [Test]
    public async Task The_key_is_told_to_no_limiter_of_the_application()
    {
        using var scene = new Scene();
        using var limiter = new Listener(scene, IterableRateLimitScope.ApiKey);

        await scene.Client.Lists.ListListsAsync();

        Assert.That(limiter.Asked.Single().ScopeIdentity, Is.Not.Empty.And.Not.Contain(Scene.Key));
        Assert.That(limiter.Asked.Single().ToString(), Does.StartWith("listLists/").And.Not.Contain(Scene.Key));
    }

    [TestCase(IterableRateLimitScope.Project, "shop")]
    [TestCase(IterableRateLimitScope.Organization, "group")]
    public async Task A_limit_is_known_by_the_name_that_the_options_give_whom_it_is_of(IterableRateLimitScope scope, string name)
    {
        using var scene = new Scene();
        scene.Options.RateLimit.Project = "shop";
        scene.Options.RateLimit.Organization = "group";
        using var limiter = new Listener(scene, scope);

        await scene.Client.Lists.ListListsAsync();

        Assert.That(limiter.Asked.Single().ScopeIdentity, Is.EqualTo(name));
    }

    [Test]
    public async Task An_organization_without_a_name_has_that_of_the_project()
    {
        using var scene = new Scene();
        scene.Options.RateLimit.Project = "shop";
        using var limiter = new Listener(scene, IterableRateLimitScope.Organization);

        await scene.Client.Lists.ListListsAsync();

        Assert.That(limiter.Asked.Single().ScopeIdentity, Is.EqualTo("shop"));
    }

    [TestCase(IterableRateLimitScope.Project)]
    [TestCase(IterableRateLimitScope.Organization)]
    public async Task A_new_key_does_not_begin_the_limit_of_the_project_anew(IterableRateLimitScope scope)
    {
        using var scene = new Scene();
        using var limiter = new Listener(scene, scope);

        await CallWithAsync(scene, Scene.Key, OtherKey);

        Assert.That(limiter.Asked.Select(call => call.ScopeIdentity).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_counted_for_each_key_is_counted_for_the_key_that_the_call_is_made_with()
    {
        using var scene = new Scene();
        using var limiter = new Listener(scene, IterableRateLimitScope.ApiKey);

        await CallWithAsync(scene, Scene.Key, OtherKey, OtherKey, Scene.Key);

        var identities = limiter.Asked.Select(call => call.ScopeIdentity).ToList();
        Assert.That(identities, Is.EqualTo(new[] { identities[0], identities[1], identities[1], identities[0] }));
        Assert.That(identities[0], Is.Not.EqualTo(identities[1]));
        Assert.That(scene.Sent.Select(sent => sent.Headers["Api-Key"]), Is.EqualTo(new[] { Scene.Key, OtherKey, OtherKey, Scene.Key }));
    }

    [Test]
    public async Task An_operation_is_described_once_as_long_as_the_key_reads_the_same()
    {
        using var scene = new Scene();
        using var limiter = new Listener(scene, IterableRateLimitScope.ApiKey);

        await CallWithAsync(scene, Scene.Key, new string(Scene.Key.ToCharArray()));

        Assert.That(limiter.Asked[1], Is.SameAs(limiter.Asked[0]));
    }

    private static async Task CallWithAsync(Scene scene, params string[] keys)
    {
        var next = new Queue<string>(keys);
        scene.Options.ApiKey = "";
        scene.Options.ApiKeyProvider = _ => new(next.Dequeue());
        for (var call = 0; call < keys.Length; call++)
            await scene.Client.Lists.ListListsAsync();
    }

    /// <summary>Grants everything, and remembers what it was asked about.</summary>
    private sealed class Listener : PartitionedRateLimiter<IterableRateLimitedCall>
    {
        public Listener(Scene scene, IterableRateLimitScope scope)
        {
            scene.Options.RateLimit.Limiter = this;
            scene.Options.RateLimit.Limits[IterableOperations.ListLists] = new IterableRateLimit(10, TimeSpan.FromSeconds(1), scope);
        }

        public List<IterableRateLimitedCall> Asked { get; } = [];

        public override RateLimiterStatistics? GetStatistics(IterableRateLimitedCall resource) => null;

        protected override RateLimitLease AttemptAcquireCore(IterableRateLimitedCall resource, int permitCount) => throw new NotSupportedException();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(IterableRateLimitedCall resource, int permitCount, CancellationToken cancellationToken)
        {
            Asked.Add(resource);
            return new(PacedLease.Granted);
        }
    }
}
