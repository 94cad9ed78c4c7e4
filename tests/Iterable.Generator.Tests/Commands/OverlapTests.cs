using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Commands;

/// <summary>No command destroys what it was given: a target on its sources is one error, and everything is as it was.</summary>
internal sealed class OverlapTests
{
    private TempFolder _folder = null!;
    private Dictionary<string, string> _before = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TempFolder();
        _folder.Write("specs/api.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
        _folder.Write("newer/api.yml", new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB")).ToString());
        _folder.Write("inputs.txt", $"{new string('0', 64)} specs/api.yml\n");
        _folder.Write("build.txt", typeof(OverlapTests).Assembly.Location + '\n' + string.Join('\n', ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)));
        _folder.Write("documentation.xml", "<doc><members /></doc>");
        _folder.Write("specs/README.md", "Read me");
        Directory.CreateSymbolicLink(_folder.Combine("link"), _folder.Combine("specs"));
        Directory.CreateSymbolicLink(_folder.Combine("link-by-link"), _folder.Combine("link/overlays"));
        Directory.CreateSymbolicLink(_folder.Combine("circle"), "circle");
        _before = Files();
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("prepare --specs specs --output specs/api.yml")]
    [TestCase("prepare --specs specs --output specs/overlays/prepared.json")]
    [TestCase("prepare --specs specs --output link/prepared.json")]
    [TestCase("prepare --specs specs --output link-by-link/prepared.json")]
    [TestCase("outline specs/api.yml --output specs/api.yml")]
    [TestCase("outline link/api.yml --output newer/../specs/api.yml")]
    [TestCase("lock --inputs inputs.txt --nswag 1.0.0 --output inputs.txt")]
    [TestCase("api --build build.txt --output build.txt")]
    [TestCase("api --build build.txt --output {assembly}")]
    [TestCase("documentation --build build.txt --documentation documentation.xml --output documentation.xml")]
    [TestCase("documentation --build build.txt --documentation documentation.xml --output {assembly}")]
    [TestCase("changelog --before specs/api.yml --after newer/api.yml --file newer/api.yml")]
    [TestCase("coverage --specs specs --readme specs/api.yml")]
    [TestCase("deviations --specs specs --readme specs/overlays/new.overlay.yml")]
    public void A_target_on_the_sources_is_refused(string command)
    {
        var (code, _, error) = Run(command);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error.TrimEnd(), Does.Match(@"^\S[^\n]*\(1,1\): error ITG050: The output overlaps [^\n]+, which it is made from, and nothing was written\.[^\n]*$"));
            Assert.That(Files(), Is.EqualTo(_before));
        });
    }

    [TestCase("prepare --specs specs --output inputs.txt/out.json", "The file cannot be written: ")]
    [TestCase("prepare --specs specs --output circle/out.json", "The file cannot be written: ")]
    [TestCase("prepare --specs specs --output /", "The file cannot be written: ")]
    [TestCase("outline specs/api.yml --output /", "The file cannot be written: ")]
    [TestCase("outline specs/api.yml --output inputs.txt/out.json", "The file cannot be written: ")]
    [TestCase("lock --inputs inputs.txt --nswag 1.0.0 --output specs", "The file cannot be written: ")]
    [TestCase("api --build build.txt --output inputs.txt/api.txt", "The file cannot be written: ")]
    public void A_place_that_cannot_be_written_is_an_error_that_names_it(string command, string message)
    {
        var (code, _, error) = Run(command);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.TrimEnd(), Does.Match($@"^\S[^\n]*\(1,1\): error ITG050: {message}[^\n]*$"));
        Assert.That(Files(), Is.EqualTo(_before));
    }

    [Test]
    public void A_link_stays_one_and_what_it_leads_to_is_written()
    {
        var real = _folder.Write("real.json", "old");
        File.CreateSymbolicLink(_folder.Combine("linked.json"), real);
        Assert.That(Run("outline specs/api.yml --output linked.json").Code, Is.Zero);
        Assert.That(File.ReadAllText(real), Does.Contain("/a"));
        Assert.That(new FileInfo(_folder.Combine("linked.json")).LinkTarget, Is.EqualTo(real));
    }

    [Test]
    public void An_empty_path_is_an_error_of_the_command_line() =>
        Assert.That(Shell.Run("prepare", "--specs", _folder.Combine("specs"), "--output", ""), Is.EqualTo((2, "", $"An argument is empty: every path and name has at least one character.{Environment.NewLine}")));

    private (int Code, string Output, string Error) Run(string command) => Shell.Run([.. command.Split(' ').Select(Absolute)]);

    private string Absolute(string word) => word switch
    {
        "." => _folder.Root,
        "{assembly}" => typeof(OverlapTests).Assembly.Location,
        _ when word.Contains('=', StringComparison.Ordinal) => $"{word.Split('=')[0]}={_folder.Combine(word.Split('=')[1])}",
        _ when word is "out" or "linked.json" || word.Contains('/', StringComparison.Ordinal) || File.Exists(_folder.Combine(word)) || Directory.Exists(_folder.Combine(word)) => _folder.Combine(word),
        _ => word,
    };

    private Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(_folder.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToDictionary(file => file, File.ReadAllText);
}
