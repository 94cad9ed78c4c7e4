using System.Collections.Concurrent;
using System.Diagnostics;
using NUnit.Framework;

/// <summary>Holds every answer that the test server gives in this assembly against Iterable's own document: a member that it requires is there.</summary>
[SetUpFixture]
public sealed class AnswerWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConcurrentDictionary<string, bool> _problems = new();
    private readonly RequiredMembers _required = RequiredMembers.Read();
    private IDisposable? _watching;
    private int _answers;

    [OneTimeSetUp]
    public void Watch() => _watching = DiagnosticListener.AllListeners.Subscribe(this);

    [OneTimeTearDown]
    public void Stop()
    {
        _watching?.Dispose();
        Assert.That(_problems.Keys, Is.Empty, "answers of the test server lack what Iterable's document requires");
        TestContext.Progress.WriteLine($"{_answers} answers of the test server have what Iterable's document requires.");
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Iterable.Generated.Testing")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        Interlocked.Increment(ref _answers);
        if (_required.Missing(Member<string>(value, "Method"), Member<string>(value, "Path"), Member<int>(value, "Status"), Member<string>(value, "Body")) is not { } problem)
            return;

        _problems.TryAdd(problem, true);
        throw new InvalidOperationException(problem);
    }

    private static T Member<T>(KeyValuePair<string, object?> answer, string name) =>
        (T)answer.Value!.GetType().GetProperty(name)!.GetValue(answer.Value)!;

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
