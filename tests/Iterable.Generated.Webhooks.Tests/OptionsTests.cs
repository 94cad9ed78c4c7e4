using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Iterable.Generated.Tests;

/// <summary>Options are checked before anything is received, and can change afterwards.</summary>
internal sealed class OptionsTests
{
    private static IEnumerable<(Action<IterableWebhookOptions> Set, string Fault)> Faults =>
    [
        (_ => { }, "Secrets is empty"),
        (options => options.Secrets.Add(""), "One of Secrets is empty"),
        (options => options.Secrets.Add(" a"), "One of Secrets is empty, begins or ends with a space"),
        (options => options.Secrets.Add("geheim-ü"), "characters that no header can carry"),
        (With(options => options.Scheme = IterableWebhookScheme.None), "Scheme is None"),
        (With(options => options.Scheme = (IterableWebhookScheme)9), "Scheme is 9"),
        (With(options => options.Scheme = IterableWebhookScheme.Header), "HeaderName has to be the name"),
        (With(options => (options.Scheme, options.HeaderName) = (IterableWebhookScheme.Header, "X Shop")), "HeaderName has to be the name"),
        (With(options => options.HeaderName = "X-Shop"), "which only Scheme Header reads"),
        (With(options => options.MaxBodySize = 0), "MaxBodySize is 0"),
        (With(options => options.MaxConcurrency = -1), "MaxConcurrency is -1"),
        (With(options => options.Timeout = TimeSpan.Zero), "Timeout is 00:00:00"),
        (With(options => options.Timeout = TimeSpan.FromDays(30)), "Timeout is 30.00:00:00"),
        (With(options => options.KeepDuplicates = TimeSpan.Zero), "KeepDuplicates is 00:00:00"),
        (With(options => options.Kinds.Add(default)), "One of Kinds is empty"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void A_fault_stops_the_start_with_what_to_do_and_without_the_secret((Action<IterableWebhookOptions> Set, string Fault) given)
    {
        using var services = new ServiceCollection().AddLogging().AddIterableWebhooks(given.Set, "shop").BuildServiceProvider();

        Assert.That(
            () => services.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(given.Fault).And.Message.Contains("Webhook options 'shop'").And.Message.Not.Contains(Scene.Secret).And.Message.Not.Contains("geheim"));
    }

    [TestCase("MaxAnswerSize", "0", "MaxAnswerSize is 0")]
    [TestCase("MaxAnswerDepth", "65", "MaxAnswerDepth is 65")]
    [TestCase("Scheme", "None", "Scheme is None")]
    public void Those_of_Live_Data_are_checked_too(string name, string value, string fault)
    {
        using var services = Section(new() { [$"Live:{name}"] = value, ["Live:Secrets:0"] = Scene.Secret }, (services, configuration) => services.AddIterableLiveData(configuration.GetSection("Live")));

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains(fault).And.Message.Contains("of the section 'Live'"));
    }

    [Test]
    public void A_section_says_all_of_it()
    {
        using var services = Section(
            new()
            {
                ["Hooks:Scheme"] = "OAuth",
                ["Hooks:Secrets:0"] = "old",
                ["Hooks:Secrets:1"] = "new",
                ["Hooks:Kinds:0"] = "emailBounce",
                ["Hooks:Timeout"] = "00:00:10",
                ["Hooks:KeepDuplicates"] = "2.00:00:00",
            },
            (services, configuration) => services.AddIterableWebhooks(configuration.GetSection("Hooks"), options => options.MaxConcurrency = 3));

        var options = services.GetRequiredService<IOptions<IterableWebhookOptions>>().Value;

        Assert.That(options.Secrets, Is.EqualTo(new[] { "old", "new" }));
        Assert.That(options.Kinds, Is.EqualTo(new[] { WebhookEventKind.EmailBounce }));
        Assert.That((options.Scheme, options.Timeout, options.KeepDuplicates, options.MaxConcurrency), Is.EqualTo((IterableWebhookScheme.OAuth, TimeSpan.FromSeconds(10), TimeSpan.FromDays(2), 3)));
    }

    [Test]
    public void What_is_no_option_stops_the_start()
    {
        using var services = Section(new() { ["Hooks:Secret"] = Scene.Secret }, (services, configuration) => services.AddIterableWebhooks(configuration.GetSection("Hooks")));

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.InvalidOperationException.With.Message.Contains("Secret"));
    }

    [Test]
    public async Task An_endpoint_without_options_or_handler_says_what_to_do()
    {
        await using var bare = WebApplication.CreateSlimBuilder().Build();
        Assert.That(() => bare.MapIterableWebhook("/hooks", (_, _) => Task.CompletedTask), Throws.InvalidOperationException.With.Message.Contains("services.AddIterableWebhooks"));
        Assert.That(() => bare.MapIterableLiveData("/live", (_, _) => Task.FromResult<object?>(null)), Throws.InvalidOperationException.With.Message.Contains("services.AddIterableLiveData"));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddIterableWebhooks(options => options.Secrets.Add(Scene.Secret));
        await using var app = builder.Build();
        Assert.That(() => app.MapIterableWebhook("/hooks", (_, _) => Task.CompletedTask, "shop"), Throws.InvalidOperationException.With.Message.Contains("called 'shop'"));
        Assert.That(() => app.MapIterableWebhook<Unregistered>("/hooks"), Throws.InvalidOperationException.With.Message.Contains("services.AddScoped<Unregistered>()"));
    }

    [Test]
    public async Task A_secret_that_changes_in_the_configuration_counts_at_once_and_one_that_cannot_be_used_does_not()
    {
        var source = new Dictionary<string, string?> { ["Hooks:Secrets:0"] = Scene.Secret };
        IConfigurationRoot? configuration = null;
        await using var scene = await Scene.StartAsync(
            null,
            builder =>
            {
                configuration = builder.Configuration.AddInMemoryCollection(source).Build();
                builder.Services.AddIterableWebhooks(configuration.GetSection("Hooks"), name: "reloaded");
            },
            (app, scene) => app.MapIterableWebhook("/hooks", scene.HandleAsync, "reloaded"));

        foreach (var (changed, accepted) in new[] { (Scene.Secret, Scene.Secret), ("the-next-secret", "the-next-secret"), (" ", "the-next-secret"), ("the-last-secret", "the-last-secret") })
        {
            configuration!["Hooks:Secrets:0"] = changed;
            try
            {
                configuration.Reload();
            }
            catch (Exception e) when (e is OptionsValidationException or AggregateException)
            {
                // Whoever reloads is told as well.
            }

            using var response = await scene.PostAsync("{}", authorization: accepted);
            Assert.That((int)response.StatusCode, Is.EqualTo(200), changed);
        }

        Assert.That(scene.Log.Entries.Count(entry => entry.Event == "ReloadRefused"), Is.EqualTo(1));
    }

    [Test]
    public async Task Code_that_sets_options_and_throws_later_leaves_the_last_good_ones()
    {
        var (fails, changed) = (false, new Change());
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                if (fails)
                    throw new KeyNotFoundException("planted");
            },
            builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<IterableWebhookOptions>>(changed));

        fails = true;
        Assert.That(changed.Tell, Throws.Exception, "whoever reloads is told");
        using var response = await scene.PostAsync("{}");

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That(scene.Log.Entries.Single(entry => entry.Event == "ReloadRefused").Text, Does.Contain("KeyNotFoundException").And.Not.Contain("planted"));
    }

    private sealed class Change : IOptionsChangeTokenSource<IterableWebhookOptions>
    {
        private CancellationTokenSource _source = new();

        public string Name => "";

        public IChangeToken GetChangeToken() => new CancellationChangeToken(_source.Token);

        public void Tell() => Interlocked.Exchange(ref _source, new()).Cancel();
    }

    private static Action<IterableWebhookOptions> With(Action<IterableWebhookOptions> set) => options =>
    {
        options.Secrets.Add(Scene.Secret);
        set(options);
    };

    private static ServiceProvider Section(Dictionary<string, string?> values, Action<IServiceCollection, IConfiguration> add)
    {
        var services = new ServiceCollection().AddLogging();
        add(services, new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return services.BuildServiceProvider();
    }

    private sealed class Unregistered : IIterableWebhookHandler
    {
        public Task HandleAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
