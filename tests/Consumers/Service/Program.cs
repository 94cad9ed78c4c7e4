using Iterable.Generated;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Service;

// Each case is a service of its own, in which the client is one part among many.
var (name, address, key, campaign) = (args[0], args[1], args[2], long.Parse(args[3]));
void Configure(IterableClientOptions options)
{
    options.BaseAddress = new Uri(address);
    options.ApiKey = key;
    options.Retry.MaxRetries = 2;
    options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
}

await (name switch
{
    "aspire" => Resilience.Run(campaign, services =>
    {
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        services.AddIterableClient(Configure);
    }),
    "resilience" => Resilience.Run(campaign, services => services.AddIterableClient(Configure).AddStandardResilienceHandler()),
    "hedging" => Resilience.Run(campaign, services => services.AddIterableClient(Configure).AddStandardHedgingHandler()),
    "kept resilience" => Resilience.Run(campaign, services => services.AddIterableClient(Kept).AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1))),
    "kept hedging" => Resilience.Run(campaign, services => services.AddIterableClient(Kept).AddStandardHedgingHandler().Configure(options => options.Hedging.Delay = TimeSpan.FromMilliseconds(1))),
    "kept time-out" => Resilience.Run(campaign, services => services.AddIterableClient(Kept).AddResilienceHandler("short", pipeline => pipeline.AddTimeout(TimeSpan.FromMilliseconds(200)))),
    "proxy" => Proxy.Run(services => services.AddIterableClient(Configure).ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { UseProxy = true })),
    "api" => Api.Run(services => services.AddIterableClient(Configure)),
    "outbox" => Outbox.Run(services => services.AddIterableClient(Configure)),
    _ => throw new ArgumentException(name),
});

void Kept(IterableClientOptions options)
{
    Configure(options);
    options.KeepResilienceHandlers = true;
}
