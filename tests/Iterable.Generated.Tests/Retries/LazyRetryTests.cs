using System.Reflection;
using System.Runtime.Loader;

namespace Iterable.Generated.Tests.Retries;

/// <summary>What repeats calls is built, and its library loaded, when the first call has failed: most calls succeed, and many processes make only few.</summary>
public class LazyRetryTests
{
    [TestCase(200, 200, false)]
    [TestCase(503, 200, true)]
    public async Task The_library_of_retries_is_loaded_when_a_call_has_failed(int first, int then, bool isLoaded)
    {
        var asked = new List<string>();
        var context = new Watched(typeof(IterableClient).Assembly.Location, asked);
        var assembly = context.LoadFromAssemblyPath(typeof(IterableClient).Assembly.Location);
        var statuses = new Queue<int>([first, then]);
        using var http = new HttpClient(new Service(statuses));

        await CallAsync(assembly, http);

        Assert.That(statuses, Is.Empty.Or.Count.EqualTo(1));
        Assert.That(asked.Contains("Polly.Core"), Is.EqualTo(isLoaded), string.Join(", ", asked));
    }

    private static async Task CallAsync(Assembly assembly, HttpClient http)
    {
        dynamic options = Activator.CreateInstance(assembly.GetType("Iterable.Generated.IterableClientOptions")!)!;
        options.ApiKey = "k";
        options.TimeProvider = new VirtualTime { Jumps = true };
        options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        using var client = (IDisposable)Activator.CreateInstance(assembly.GetType("Iterable.Generated.IterableClient")!, (object)options, http)!;
        var lists = client.GetType().GetProperty("Lists")!.GetValue(client)!;
        var method = assembly.GetType("Iterable.Generated.IListsClient")!.GetMethod("ListListsAsync")!;
        await (Task)method.Invoke(lists, [CancellationToken.None])!;
    }

    private sealed class Watched(string path, List<string> asked) : AssemblyLoadContext(path)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            lock (asked)
                asked.Add(name.Name!);
            return null;
        }
    }

    private sealed class Service(Queue<int> statuses) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)statuses.Dequeue()) { Content = new StringContent("{}") });
    }
}
