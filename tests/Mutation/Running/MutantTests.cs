using System.Reflection;
using System.Runtime.Loader;
using Iterable.Mutation.Rewriting;
using NUnit;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Iterable.Mutation.Running;

/// <summary>Runs tests of the client in this process, with one mutant after the other.</summary>
internal sealed class MutantTests
{
    private readonly Dictionary<string, object> _settings = new() { [FrameworkPackageSettings.NumberOfTestWorkers] = 0, ["SynchronousEvents"] = true };
    private readonly NUnitTestAssemblyRunner _runner = new(new DefaultTestAssemblyBuilder());
    private readonly FieldInfo _active;
    private readonly FieldInfo _reached;
    private readonly FieldInfo _made;
    private readonly HashSet<string> _tests;

    /// <param name="mutants">The highest number, to learn which tests reach what; 0 for who does not ask.</param>
    public MutantTests(string folder, IReadOnlyList<string> namespaces, int mutants)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        var suite = Assembly.LoadFrom(Path.Combine(folder, "Iterable.Generated.Tests.dll"));
        var type = Assembly.Load("Iterable.Generated").GetType(MutantSwitch.TypeName, throwOnError: true)!;
        (_active, _reached, _made) = (type.GetField("Active")!, type.GetField("Reached")!, type.GetField("Made")!);
        if (mutants > 0)
            _reached.SetValue(null, new bool[mutants + 1]);
        var full = namespaces.Select(part => $"Iterable.Generated.Tests.{part}").ToList();
        _tests = [.. Cases(_runner.Load(suite, _settings))
            .Where(test => full.Any(part => test.TypeInfo?.Namespace is { } name && (name == part || name.StartsWith($"{part}.", StringComparison.Ordinal))))
            .Select(test => test.Id)];
    }

    /// <summary>Runs every test without a mutant. Gives those that reach each, with the seconds they take together, and the names of those that fail, which are not used.</summary>
    public (Dictionary<int, (List<string> Tests, double Seconds)> Reaching, IReadOnlyList<string> Failed) Baseline()
    {
        // Also what is done once, when the tests are found.
        var before = (bool[])_reached.GetValue(null)!;
        var reaching = new Dictionary<int, (List<string> Tests, double Seconds)>();
        var watch = new Watch();
        watch.Started += () => _reached.SetValue(null, new bool[before.Length]);
        watch.Finished += result =>
        {
            var reached = (bool[])_reached.GetValue(null)!;
            for (var number = 1; number < reached.Length; number++)
            {
                if (!reached[number])
                    continue;
                var (tests, seconds) = reaching.GetValueOrDefault(number, ([], 0));
                if (result.ResultState.Status != TestStatus.Failed)
                    tests.Add(result.Test.Id);
                reaching[number] = (tests, seconds + result.Duration);
            }
        };

        Run(_tests, watch, stopAtFailure: false);
        _reached.SetValue(null, null);
        for (var number = 1; number < before.Length; number++)
        {
            if (before[number])
                reaching.TryAdd(number, ([], 0));
        }

        return (reaching, [.. watch.Failed.Select(test => test.FullName)]);
    }

    /// <summary>The first of some tests, or of all, that fails with a mutant; null when they pass.</summary>
    public ITest? FirstFailure(int mutant, IReadOnlySet<string>? tests = null)
    {
        var watch = new Watch();
        _active.SetValue(null, mutant);
        _made.SetValue(null, false);
        Run(tests ?? _tests, watch, stopAtFailure: true);
        _active.SetValue(null, 0);
        return watch.Failed.FirstOrDefault();
    }

    /// <summary>Whether the code of the last mutant ran.</summary>
    public bool WasMade => (bool)_made.GetValue(null)!;

    /// <summary>Whether a test that a mutant failed passes without it: else the mutant has left something behind in this process.</summary>
    public bool Passes(ITest test)
    {
        var watch = new Watch();
        Run(new HashSet<string> { test.Id }, watch, stopAtFailure: true);
        return watch.Failed.Count == 0;
    }

    private void Run(IReadOnlySet<string> tests, Watch watch, bool stopAtFailure)
    {
        if (tests.Count == 0)
            return;
        _settings[FrameworkPackageSettings.StopOnError] = stopAtFailure;
        var result = _runner.Run(watch, new Chosen(tests));
        if (result.FailCount > 0 && watch.Failed.Count == 0)
            throw new InvalidOperationException($"The tests failed, and none of them says so: {result.Message}");
    }

    private static IEnumerable<ITest> Cases(ITest test) =>
        test.RunState is RunState.Explicit or RunState.Ignored or RunState.Skipped ? [] : test.IsSuite ? test.Tests.SelectMany(Cases) : [test];

    private sealed class Chosen(IReadOnlySet<string> ids) : TestFilter
    {
        public override bool Match(ITest test) => !test.IsSuite && ids.Contains(test.Id);

        public override TNode AddToXml(TNode parentNode, bool recursive) => throw new NotSupportedException();
    }

    private sealed class Watch : ITestListener
    {
        public event Action? Started;

        public event Action<ITestResult>? Finished;

        public List<ITest> Failed { get; } = [];

        public void TestStarted(ITest test)
        {
            if (!test.IsSuite)
                Started?.Invoke();
        }

        public void TestFinished(ITestResult result)
        {
            if (result.Test.IsSuite)
                return;
            if (result.ResultState.Status == TestStatus.Failed)
                Failed.Add(result.Test);
            Finished?.Invoke(result);
        }

        public void TestOutput(TestOutput output)
        {
        }

        public void SendMessage(TestMessage message)
        {
        }
    }
}
