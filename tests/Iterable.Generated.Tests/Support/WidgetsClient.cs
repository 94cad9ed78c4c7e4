namespace Iterable.Generated.Tests.Support;

/// <summary>Stands for a generated client, so that the tests of the runtime do not depend on what the specifications hold.</summary>
internal sealed class WidgetsClient(CallInvoker invoker) : IterableResourceClient(invoker)
{
    public static readonly IterableOperation Get = Operation("getWidget", "GET", "/widgets/{owner}/{name}");
    public static readonly IterableOperation Find = Operation("findWidgets", "GET", "/widgets");
    public static readonly IterableOperation Put = Operation("putWidget", "PUT", "/widgets/put");
    public static readonly IterableOperation Drop = Operation("dropWidget", "DELETE", "/widgets/{owner}");
    public static readonly IterableOperation Describe = Operation("describeWidget", "GET", "/widgets/describe");
    public static readonly IterableOperation Export = Operation("exportWidgets", "GET", "/widgets/export");

    public Task<Widget> GetAsync(string owner, string name, CancellationToken cancellationToken = default) =>
        SendAsync<Widget>(new IterableRequest(Get).Path("owner", owner).Path("name", name), cancellationToken);

    public Task<T> FindAsync<T>(Func<IterableRequest, IterableRequest>? query = null, CancellationToken cancellationToken = default)
        where T : class => SendAsync<T>((query ?? (request => request))(new IterableRequest(Find)), cancellationToken);

    public Task<Widget> FindAsync(Func<IterableRequest, IterableRequest>? query = null) => FindAsync<Widget>(query);

    public Task<Widget> PutAsync(object body, CancellationToken cancellationToken = default) =>
        SendAsync<Widget>(new IterableRequest(Put).Json(body), cancellationToken);

    public Task DropAsync(string owner, CancellationToken cancellationToken = default) =>
        SendAsync(new IterableRequest(Drop).Path("owner", owner), cancellationToken);

    public Task<string> DescribeAsync(CancellationToken cancellationToken = default) =>
        SendForTextAsync(new IterableRequest(Describe), cancellationToken);

    public Task<IterableStreamResponse> ExportAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(new IterableRequest(Export), cancellationToken);

    private static IterableOperation Operation(string id, string method, string path) =>
        new(id, method, path, "Widgets", rateLimit: null, IterableRetrySafety.Always, [IterableKeyType.Server]);
}
