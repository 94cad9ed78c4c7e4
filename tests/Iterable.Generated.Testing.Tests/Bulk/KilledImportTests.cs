using System.Diagnostics;
using System.Globalization;
using Iterable.Generated.Tests;

namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>A process that is killed at any point, and goes on from its watermark. More kills come with <c>ITERABLE_PROPERTY_CASES</c>.</summary>
public sealed class KilledImportTests : ServerTests
{
    // More than one life gets through before it is killed.
    private const int LinesOfALife = 100;

    private DirectoryInfo _folder = null!;

    private string Users => Path.Combine(_folder.FullName, "users.txt");

    private string Mark => Path.Combine(_folder.FullName, "mark.txt");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory();

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task No_record_is_lost_however_often_and_wherever_the_process_is_killed()
    {
        var kills = Properties.Cases(8).MaxTest;
        var lines = (kills + 1) * LinesOfALife;
        await File.WriteAllLinesAsync(Users, Enumerable.Range(0, lines).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        var dice = Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_SEED") == "random" ? new Random() : new Random(20_150_101);

        for (var kill = 0; kill < kills; kill++)
            await KillAsync(dice);
        Server.Faults.Clear();
        using var last = Start();
        await last.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(last.ExitCode, Is.Zero);
            Assert.That(Server.Users.Select(user => (int)user.DataFields["line"]!).Order(), Is.EqualTo(Enumerable.Range(0, lines)), "each line once, and none is missing");
            Assert.That(File.ReadAllText(Mark), Is.EqualTo(lines.ToString(CultureInfo.InvariantCulture)));
            Assert.That(Server.Effects.Count(), Is.LessThanOrEqualTo(lines + (kills * LinesOfALife)), "what is before the mark is not sent again");
        });
    }

    /// <summary>Kills a life at its start, as a call comes, when one has taken effect and is not answered, or at one of its own steps.</summary>
    private async Task KillAsync(Random dice)
    {
        Process? process = null;
        var (way, calls, death) = (dice.Next(4), dice.Next(1, 4), dice.Next(1, 150));
        var order = Server.Faults.For(IterableOperations.BulkUpdateUsers).When(_ =>
        {
            if (--calls != 0)
                return false;
            process!.Kill();
            return true;
        });
        if (way == 1)
            order.CutConnection();
        else if (way == 2)
            order.LoseAnswer();

        using var life = process = Start(way == 3 ? death : 0);
        if (way == 0)
            life.Kill();
        await life.WaitForExitAsync();

        Assert.That(life.ExitCode, Is.Not.Zero, "it was killed before its end");
    }

    private Process Start(int death = 0) => Process.Start(
        "dotnet",
        [typeof(KilledImport).Assembly.Location, KilledImport.Command, Users, Mark, Server.BaseAddress.AbsoluteUri, Server.ApiKey, death.ToString(CultureInfo.InvariantCulture)]);
}
