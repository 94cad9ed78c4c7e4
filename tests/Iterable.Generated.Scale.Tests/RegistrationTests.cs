using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NUnit.Framework;
using StackExchange.Redis;

namespace Iterable.Generated.Tests;

internal sealed class RegistrationTests
{
    private static readonly Action<IterableClientOptions> Named = options =>
    {
        options.ApiKey = "k";
        options.RateLimit.Project = "shop";
        options.RateLimit.Organization = "company";
    };

    [Test]
    public void Each_client_has_a_limiter_of_its_own_and_one_store_until_the_container_is_disposed()
    {
        var services = new ServiceCollection();
        services.AddIterableClient(Named).UseRedisRateLimits("127.0.0.1:1");
        services.AddIterableClient("news", Named).UsePostgreSqlRateLimits("Host=127.0.0.1;Port=1");
        services.AddIterableClient("alone", options => options.ApiKey = "k");
        IterableSharedRateLimiter limiter;
        using (var provider = services.BuildServiceProvider())
        {
            var options = provider.GetRequiredService<IOptionsMonitor<IterableClientOptions>>();
            limiter = (IterableSharedRateLimiter)options.CurrentValue.RateLimit.Limiter!;

            Assert.That(options.Get("news").RateLimit.Limiter, Is.TypeOf<IterableSharedRateLimiter>().And.Not.SameAs(limiter));
            Assert.That(options.Get("alone").RateLimit.Limiter, Is.Null);
            Assert.That(provider.GetRequiredKeyedService<IIterableRateLimitStore>("Iterable.Generated"), Is.TypeOf<RedisRateLimitStore>());
            Assert.That(provider.GetRequiredKeyedService<IIterableRateLimitStore>("Iterable.Generated:news"), Is.TypeOf<PostgreSqlRateLimitStore>());
            Assert.That(() => provider.GetRequiredService<IIterableClient>(), Throws.Nothing);
        }

        Assert.That(() => limiter.AttemptAcquire(new IterableRateLimitedCall(IterableOperations.UpdateUser, "shop")), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_client_without_the_names_of_what_is_shared_stops_the_start()
    {
        var services = new ServiceCollection();
        services.AddIterableClient(options => options.ApiKey = "k").UseRedisRateLimits("127.0.0.1:1");
        using var provider = services.BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("IterableClientOptions.RateLimit.Project is needed with an IterableSharedRateLimiter"));
    }

    [TestCase("Share", "0.5")]
    [TestCase("QueueLimit", "50")]
    public void What_a_section_says_of_a_limiter_that_is_not_asked_stops_the_start(string option, string value)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new($"Iterable:RateLimit:{option}", value)]).Build().GetSection("Iterable");
        var services = new ServiceCollection();
        services.AddIterableClient(section, Named).UseRedisRateLimits("127.0.0.1:1");
        using var provider = services.BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.StartsWith($"IterableClientOptions.RateLimit.{option} has no effect with a limiter").And.Message.Contains($"IterableSharedRateLimiterOptions.{option}"));
    }

    [Test]
    public void The_builder_of_another_client_is_refused()
    {
        var builder = new ServiceCollection().AddHttpClient("weather");

        Assert.That(() => builder.UseRedisRateLimits("127.0.0.1:1"), Throws.ArgumentException.With.Message.Contains("'weather'").And.Message.Contains("AddIterableClient"));
    }

    [Test]
    public void An_address_that_is_not_configured_is_told_where_it_is_given()
    {
        var builder = new ServiceCollection().AddIterableClient(Named);

        Assert.That(() => builder.UseRedisRateLimits((string)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("configuration"));
        Assert.That(() => builder.UsePostgreSqlRateLimits((string)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("connectionString"));
        Assert.That(() => builder.UseRedisRateLimits((Func<IServiceProvider, IConnectionMultiplexer>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("connection"));
        Assert.That(() => builder.UsePostgreSqlRateLimits((Func<IServiceProvider, NpgsqlDataSource>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("database"));
    }

    [Test]
    public async Task A_host_that_is_disposed_disposes_the_limiter()
    {
        var services = new ServiceCollection();
        services.AddIterableClient(Named).UseRedisRateLimits("127.0.0.1:1");
        IterableSharedRateLimiter limiter;
        await using (var provider = services.BuildServiceProvider())
            limiter = (IterableSharedRateLimiter)provider.GetRequiredService<IOptionsMonitor<IterableClientOptions>>().CurrentValue.RateLimit.Limiter!;

        Assert.That(() => limiter.AttemptAcquire(new IterableRateLimitedCall(IterableOperations.UpdateUser, "shop")), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void The_limiter_works_as_it_is_configured()
    {
        var services = new ServiceCollection();
        services.AddIterableClient(Named).UseRedisRateLimits("127.0.0.1:1", limits => limits.Processes = 0);
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IIterableClient>(), Throws.ArgumentException.With.Message.Contains("IterableSharedRateLimiterOptions.Processes"));
    }
}
