using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>How a period becomes partitions.</summary>
internal sealed class ExportPlanDivisionTests : ExportPlanScene
{
    [Test]
    public async Task A_plan_is_divided_once_and_one_that_differs_is_refused()
    {
        ExportDataType[] types = [ExportDataType.EmailSend, ExportDataType.EmailOpen];
        var plans = Enumerable.Range(0, 20).Select(_ => new PostgreSqlExportPlan(Database, "p")).ToList();

        await Task.WhenAll(plans.Select(plan => plan.EnsureAsync(types, Start, End, Week)));
        await plans[0].EnsureAsync(types.Reverse().Concat(types), Start.ToOffset(TimeSpan.FromHours(5)), End, Week);

        Assert.That(await RunAsync("select count(*) from iterable_export_partitions"), Is.EqualTo(10L));
        Assert.That(await RunAsync("select count(*) from iterable_export_partitions a where end_at = '2025-03-31T07:00Z' or exists (select from iterable_export_partitions b where a.end_at = b.start_at and a.data_type = b.data_type)"), Is.EqualTo(10L), "slices meet");
        (ExportDataType[] Types, DateTimeOffset Start, DateTimeOffset End, TimeSpan Slice)[] others =
        [
            (types[..1], Start, End, Week), (types, Start.AddSeconds(1), End, Week), (types, Start, End.AddSeconds(-1), Week), (types, Start, End, TimeSpan.FromDays(6)), (types, Start, End, TimeSpan.FromDays(400)),
        ];
        foreach (var other in others)
        {
            Assert.That(
                () => plans[0].EnsureAsync(other.Types, other.Start, other.End, other.Slice),
                Throws.InvalidOperationException.With.Message.Contains("is emailOpen, emailSend from 2025-03-01T00:00:00Z to 2025-03-31T07:00:00Z in slices of 7.00:00:00; asked for was "));
        }

        Assert.That(await RunAsync("select count(*) from iterable_export_partitions"), Is.EqualTo(10L));
        await new PostgreSqlExportPlan(Database, "q").EnsureAsync(types[..1], Start, End, TimeSpan.FromDays(400));
        await RunAsync("create schema exports");
        var elsewhere = new PostgreSqlExportPlan(Database, "q", "exports.iterable");
        Assert.That(() => elsewhere.TakeAsync("one"), Throws.InvalidOperationException.With.Message.Contains("There is no export plan 'q' in exports.iterable"));
        await RunAsync(elsewhere.Schema);
        Assert.That(() => elsewhere.RunAsync("one", (_, _) => Task.CompletedTask), Throws.InvalidOperationException.With.Message.Contains("EnsureAsync"));
        await elsewhere.EnsureAsync(types, Start, End, Week);
    }

    [Test]
    public async Task What_cannot_be_right_is_refused()
    {
        var plan = await PlanAsync(End - Start);
        await using var partition = (await plan.TakeAsync("one"))!;

        Assert.Multiple(() =>
        {
            Assert.That(() => partition.SaveAsync(new ExportCheckpoint(Start.AddSeconds(-1), Week)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => partition.SaveAsync(new ExportCheckpoint(End.AddSeconds(1), Week)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => plan.EnsureAsync([], Start, End, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync([default], Start, End, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start, Start, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start.AddTicks(1), End, Week), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start, End, TimeSpan.Zero), Throws.ArgumentException);
            Assert.That(() => plan.EnsureAsync(["a"], Start, End, TimeSpan.FromSeconds(1)), Throws.ArgumentException.With.Message.Contains("1,000,000"));
            Assert.That(() => plan.TakeAsync("one", TimeSpan.FromMilliseconds(999)), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => plan.TakeAsync(" "), Throws.ArgumentException);
            Assert.That(() => new PostgreSqlExportPlan(Database, ""), Throws.ArgumentException);
            Assert.That(() => new PostgreSqlExportPlan(Database, "p", "a; drop table events"), Throws.ArgumentException);
        });
    }
}
