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
    private Uri? _baseAddress;

    internal IterableTestDataCenter(IterableDataCenter kind, Func<long> nextProjectId, IterableTestClock clock, ExportJobQueue exportJobs)
    {
        Kind = kind;
        _nextProjectId = nextProjectId;
        _clock = clock;
        _exportJobs = exportJobs;
    }

    /// <summary>Which of the two it is.</summary>
    public IterableDataCenter Kind { get; }

    /// <summary>Its address, for example <c>http://127.0.0.1:49152/api</c>, for <see cref="IterableClientOptions.BaseAddress" />.</summary>
    public Uri BaseAddress => _baseAddress ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>Its projects, in the order they were added.</summary>
    public IReadOnlyList<IterableTestProject> Projects => [.. _projects];

    /// <summary>Adds a project, which starts out empty but for the channels every project has.</summary>
    /// <param name="name">A name for messages.</param>
    /// <returns>The project.</returns>
    public IterableTestProject AddProject(string name = "Project")
    {
        ArgumentNullException.ThrowIfNull(name);
        var project = new IterableTestProject(this, _nextProjectId(), name, _clock, _exportJobs);
        _projects.Enqueue(project);
        return project;
    }

    internal void Listen(int port) => _baseAddress = new Uri($"http://127.0.0.1:{port}/api");

    internal void Add(IterableTestApiKey key) => _keys[key.Value] = key;

    internal void Revoke(IterableTestApiKey key) => _keys.TryRemove(key.Value, out _);

    internal IterableTestApiKey? Find(string? key) => key is null ? null : _keys.GetValueOrDefault(key);
}
