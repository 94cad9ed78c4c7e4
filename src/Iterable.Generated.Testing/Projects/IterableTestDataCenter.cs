using System.Collections.Concurrent;

namespace Iterable.Generated.Testing;

/// <summary>One of the two data centers of a test server. It has an address, projects and keys of its own.</summary>
public sealed class IterableTestDataCenter
{
    private readonly ConcurrentDictionary<string, IterableTestApiKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<IterableTestProject> _projects = new();
    private readonly Func<long> _nextProjectId;
    private readonly IterableTestClock _clock;
    private readonly ExportJobQueue _exportJobs;
    private readonly WebhookSender _webhooks;
    private Uri? _baseAddress;

    internal IterableTestDataCenter(IterableDataCenter kind, Func<long> nextProjectId, IterableTestClock clock, ExportJobQueue exportJobs, WebhookSender webhooks)
    {
        Kind = kind;
        _nextProjectId = nextProjectId;
        _clock = clock;
        _exportJobs = exportJobs;
        _webhooks = webhooks;
    }

    /// <summary>Which of the two it is.</summary>
    public IterableDataCenter Kind { get; }

    /// <summary>Its address, for example <c>http://127.0.0.1:49152/api</c>, for <see cref="IterableClientOptions.BaseAddress" />.</summary>
    public Uri BaseAddress => _baseAddress ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>Its projects, in the order they were added.</summary>
    public IReadOnlyList<IterableTestProject> Projects => [.. _projects];

    /// <summary>Adds a project, which starts out empty but for the channels every project has.</summary>
    /// <param name="name">A name for messages.</param>
    /// <param name="apiKey">Its server-side key; without it, one that nobody had before.</param>
    /// <returns>The project.</returns>
    /// <exception cref="ArgumentException">The key cannot be one, or the data center has it already.</exception>
    public IterableTestProject AddProject(string name = "Project", string? apiKey = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var project = new IterableTestProject(this, _nextProjectId(), name, apiKey, _clock, _exportJobs, _webhooks);
        _projects.Enqueue(project);
        return project;
    }

    /// <summary>Sends for clients where the server shows a certificate that they have to be told to trust.</summary>
    internal HttpClient? Transport { get; set; }

    internal void Listen(Uri address) => _baseAddress = new Uri(address, "api");

    /// <exception cref="ArgumentException">The data center has this key already.</exception>
    internal void Add(IterableTestApiKey key, string parameterName)
    {
        if (!_keys.TryAdd(key.Value, key))
            throw new ArgumentException("The data center has this key already.", parameterName);
    }

    internal void Revoke(IterableTestApiKey key) => _keys.TryRemove(key.Value, out _);

    /// <summary>Whether a request is for this data center where the address does not tell: by its key, or by the project that a page belongs to.</summary>
    internal bool Knows(IterableTestRequest request) =>
        Find(request.ApiKey) is not null || (request.Path == ViewInBrowserBehaviours.PagePath && ViewInBrowserBehaviours.ProjectOf(request, this) is not null);

    internal IterableTestApiKey? Find(string? key) => key is null ? null : _keys.GetValueOrDefault(key);
}
