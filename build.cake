// The build as one list of targets: dotnet tool restore, then dotnet cake --target=<name>.
// Everything here is also reachable with plain `dotnet build` and `dotnet test`; the targets name the combinations.

using System.IO.Compression;

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var specs = Argument("specs", "");

const string Solution = "./Iterable.Generated.sln";
const string Generator = "./generator/Iterable.Generator.csproj";
var packages = MakeAbsolute(Directory("./artifacts/packages"));
var feed = MakeAbsolute(Directory(Argument("feed", "./artifacts/feed")));
var candidate = MakeAbsolute(Directory("./artifacts/regenerate"));
string packed = null; // the version that Pack has given the packages

DotNetMSBuildSettings Properties()
{
    var settings = new DotNetMSBuildSettings();
    if (specs != "")
        settings.WithProperty("SpecsDirectory", MakeAbsolute(Directory(specs)).FullPath);
    return settings;
}

// Runs a command and gives the lines it printed; a failure stops the build with what it said.
IReadOnlyList<string> Run(string tool, params string[] arguments)
{
    var lines = TryRun(tool, arguments, out var exitCode);
    if (exitCode != 0)
        throw new CakeException($"{tool} {string.Join(" ", arguments)} ended with exit code {exitCode}. {string.Join(" ", lines)}");
    return lines;
}

IReadOnlyList<string> TryRun(string tool, string[] arguments, out int exitCode, Func<string, string> onError = null)
{
    var list = new ProcessArgumentBuilder();
    foreach (var argument in arguments)
        list.AppendQuoted(argument);
    exitCode = StartProcess(tool, new ProcessSettings { Arguments = list, RedirectStandardOutput = true, RedirectStandardError = onError is not null, RedirectedStandardErrorHandler = onError }, out var output);
    return output.ToList();
}

// Runs a command of the generator. What it finds wrong is on its standard error already.
IReadOnlyList<string> Generate(params string[] arguments) => Generate(arguments, onError: null);

IReadOnlyList<string> Generate(string[] arguments, Func<string, string> onError)
{
    var generator = $"./generator/bin/{configuration}/net10.0/Iterable.Generator.dll";
    var lines = TryRun("dotnet", [generator, .. arguments], out var exitCode, onError);
    if (exitCode == 0)
        return lines;

    foreach (var line in lines)
        Error(line);
    throw new CakeException($"The generator's command \"{arguments[0]}\" found something wrong; it stands above.");
}

// Empties a folder that a target fills, unless something that was given to read lies in it.
void Empty(DirectoryPath folder, params string[] sources)
{
    foreach (var source in sources.Where(source => source != "" && !source.Contains("://")))
    {
        if ($"{MakeAbsolute(File(source))}/".StartsWith($"{MakeAbsolute(folder)}/"))
            throw new CakeException($"{source} lies in {folder}, which this target empties first; nothing was changed. Give it from another place.");
    }

    CleanDirectory(folder);
}

void WriteSpecsReadme()
{
    foreach (var section in new[] { "coverage", "deviations" })
        Information(Generate(section, "--specs", "specs", "--readme", "specs/README.md")[^1]);
}

// Builds the packages, which lists their public surface in artifacts/api.
void ListApi(DotNetMSBuildSettings properties)
{
    CleanDirectory("./artifacts/api");
    DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration, MSBuildSettings = properties.WithTarget("BuildPackages") });
}

void TakeOverApi()
{
    CleanDirectory("./src/PublicApi");
    CopyDirectory("./artifacts/api", "./src/PublicApi");
}

// The tag of this commit, and that of the release before it; null where there is none.
string Tag(params string[] arguments) => TryRun("git", ["describe", "--tags", "--match", "v[0-9]*", .. arguments], out var exitCode, onError: _ => null) is [var tag] && exitCode == 0 ? tag : null;
string ThisTag() => Tag("--exact-match");
string LastTag() => ThisTag() is null ? Tag("--abbrev=0") : Tag("--abbrev=0", "HEAD^");

// The sources of a tag or a commit, in a folder below artifacts.
DirectoryPath Export(string commit, string name)
{
    var folder = MakeAbsolute(Directory("./artifacts")).Combine(name);
    CleanDirectory(folder);
    var archive = folder.CombineWithFilePath("sources.zip").FullPath;
    Run("git", "archive", "--format=zip", "--output", archive, commit);
    ZipFile.ExtractToDirectory(archive, folder.FullPath);
    return folder;
}

Task("Clean")
    .Description("Removes everything that was built or generated.")
    .Does(() =>
{
    CleanDirectory("./artifacts");
    CleanDirectories("./{src,tests,samples,benchmarks}/*/{bin,obj}");
    CleanDirectories("./generator/{bin,obj}");
});

Task("Generate")
    .Description("Prepares the specifications and generates the clients, if their content has changed. --specs=<dir> takes another folder.")
    .Does(() => DotNetBuild(Generator, new DotNetBuildSettings
    {
        Configuration = configuration,
        MSBuildSettings = Properties(),
    }));

Task("Build")
    .Description("Builds the whole solution; generation is part of it.")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings
    {
        Configuration = configuration,
        MSBuildSettings = Properties(),
    }));

Task("Test")
    .Description("Builds the solution and runs every test project.")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(Solution, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
    }));

Task("SpecsReadme")
    .Description("Rewrites the generated parts of specs/README.md: the table of operations and the list of deviations.")
    .IsDependentOn("Generate")
    .Does(WriteSpecsReadme);

Task("Api")
    .Description("Takes over the listings of the packages' public surface that a build makes, for a review to see.")
    .IsDependentOn("Generate")
    .Does(() =>
{
    ListApi(Properties());
    TakeOverApi();
});

Task("Benchmark")
    .Description("Compares calls, bulk, exports, the command line and webhooks with what is written by hand, prints the ratios and the memory that bulk and exports take, and how processes use a limit that they share.")
    .DoesForEach(new[] { "Benchmarks", "BulkBenchmarks", "ExportBenchmarks", "ScaleBenchmarks", "ToolBenchmarks", "WebhookBenchmarks" }, name => DotNetRun($"./benchmarks/Iterable.Generated.{name}/Iterable.Generated.{name}.csproj",
        new ProcessArgumentBuilder(),
        new DotNetRunSettings { Configuration = "Release" }));

Task("Mutate")
    .Description("Changes the client's code in many small ways, and fails when the tests of a folder notice fewer than 95 % of them. --folders=<a,b> takes those, or folders and files below the client's, --since=<commit> those that were touched.")
    .Does(() =>
{
    var settings = new DotNetBuildSettings { Configuration = configuration };
    DotNetBuild("./tests/Iterable.Generated.Tests/Iterable.Generated.Tests.csproj", settings);
    var arguments = new ProcessArgumentBuilder();
    foreach (var folder in Argument("folders", "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        arguments.AppendQuoted(folder);
    if (Argument("since", "") is { Length: > 0 } commit)
        arguments.Append("--since").AppendQuoted(commit);
    DotNetRun("./tests/Mutation/Mutation.csproj", arguments, new DotNetRunSettings { Configuration = configuration });
});

Task("Fuzz")
    .Description("Lets AFL++, which has to be installed, look for inputs of --reader=<name> (one of tests/Fuzz) that break what it promises, for --minutes=<n>, ten unless said.")
    .Does(() =>
{
    if (Context.Tools.Resolve("afl-fuzz") is null)
        throw new CakeException("afl-fuzz is not installed. Debian and Ubuntu have it in the package afl++.");
    var (reader, minutes) = (Argument<string>("reader"), Argument("minutes", 10));
    var work = MakeAbsolute(Directory("./artifacts/afl"));
    var (binaries, seeds, found) = (work.Combine("bin"), work.Combine("seeds"), work.Combine("found"));
    CleanDirectory(work);
    DotNetBuild("./tests/Fuzz/Fuzz.csproj", new DotNetBuildSettings { Configuration = "Release" });
    CopyDirectory("./tests/Fuzz/bin/Release/net10.0", binaries);
    Run("dotnet", binaries.CombineWithFilePath("Iterable.Fuzz.dll").FullPath, "seeds", reader, seeds.FullPath);
    foreach (var library in new[] { "Iterable.Generated", "Iterable.Generated.Csv", "Iterable.Generator" })
        Run("dotnet", "sharpfuzz", binaries.CombineWithFilePath($"{library}.dll").FullPath);

    // A reader may take its time on a machine that does other things, and needs the memory that a .NET process reserves.
    var afl = new ProcessSettings
    {
        EnvironmentVariables = new Dictionary<string, string> { ["AFL_SKIP_BIN_CHECK"] = "1", ["AFL_NO_AFFINITY"] = "1", ["AFL_NO_UI"] = "1", ["AFL_QUIET"] = "1", ["AFL_FORKSRV_INIT_TMOUT"] = "60000", ["AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES"] = "1", ["AFL_SKIP_CPUFREQ"] = "1" },
        Arguments = new ProcessArgumentBuilder().Append("-i").AppendQuoted(seeds.FullPath).Append("-o").AppendQuoted(found.FullPath).Append($"-V {minutes * 60} -t 30000 -m none -- dotnet")
            .AppendQuoted(binaries.CombineWithFilePath("Iterable.Fuzz.dll").FullPath).Append("afl").Append(reader),
    };
    if (StartProcess("afl-fuzz", afl) != 0)
        throw new CakeException("afl-fuzz ended with an error, which it has told above.");
    var statistics = System.IO.File.ReadAllLines(found.CombineWithFilePath("default/fuzzer_stats").FullPath).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
    var faults = GetFiles($"{found}/default/crashes/id*") + GetFiles($"{found}/default/hangs/id*");
    Information($"{reader}: {statistics["execs_done"]} inputs, {statistics["corpus_count"]} of which went ways of their own.");
    if (faults.Count > 0)
        throw new CakeException($"{faults.Count} inputs break what {reader} promises. They are in {work}, and those that ended in a fault in artifacts/fuzz, which `dotnet run -c Release --project tests/Fuzz -- replay <file>` reads again.");
});

Task("SpecDiff")
    .Description("Says what the specifications and the public surface of the working tree change for users since the last release, or since the folder or file of --against=<path>.")
    .IsDependentOn("Generate")
    .Does(() =>
{
    var against = Argument("against", "");
    var surface = Array.Empty<string>();
    if (against == "" && LastTag() is { } tag)
    {
        var last = Export(tag, "last-release");
        against = last.Combine("specs").FullPath;
        surface = ["--surface-before", last.Combine("src/PublicApi").FullPath, "--surface-after", "src/PublicApi"];
    }

    IReadOnlyList<string> report = against == ""
        ? ["There was no release yet (a tag such as v1.2.3) to compare with. Give a specs folder or a file: --against=<path>."]
        : Generate(["diff", against, specs == "" ? "specs" : specs, "--format", "markdown", .. surface]);
    System.IO.File.WriteAllLines("artifacts/spec-diff.md", report);
    foreach (var line in report)
        Information(line);
});

Task("Regenerate")
    .Description("Takes new upstream files (--rest=, --export=, --reference=, each a file or an address), builds, tests, and writes report, tables, listing and changelog.")
    .Does(() =>
{
    // Overlays that were mended for the new files need not fit the old ones, so only the generator itself is built here.
    DotNetBuild(Generator, new DotNetBuildSettings { Configuration = configuration, MSBuildSettings = new DotNetMSBuildSettings().WithProperty("GenerateClients", "false") });

    var taken = new[] { ("rest", "iterable-rest-api-openapi.yml"), ("export", "iterable-export-api-openapi.yml"), ("reference", "reference/iterable-api.outline.json") }
        .Where(file => Argument(file.Item1, "") != "")
        .Select(file => (Name: file.Item2, Source: Argument(file.Item1, "")))
        .ToList();
    if (taken.Count == 0)
        throw new CakeException("Nothing to take: give --rest=, --export= or --reference=, each a file or an http(s) address.");

    // A report of an earlier try says nothing of this one.
    Empty(candidate, [.. taken.Select(file => file.Source)]);

    // First everything that can be found out on a copy: whether the overlays fit, what it means for users, and whether it compiles.
    var before = Export("HEAD", "committed").Combine("specs").FullPath;
    var after = candidate.Combine("specs").FullPath;
    CopyDirectory("./specs", after);
    foreach (var (name, source) in taken)
        Take(source, candidate.CombineWithFilePath($"specs/{name}"));

    PrepareCandidate(taken);
    foreach (var line in Generate("diff", before, after))
        Information(line);
    ListApi(new DotNetMSBuildSettings().WithProperty("SpecsDirectory", after));
    string[] surface = ["--surface-before", "src/PublicApi", "--surface-after", "artifacts/api"];
    foreach (var (format, report) in new[] { ("markdown", "report.md"), ("json", "report.json") })
        System.IO.File.WriteAllLines(candidate.CombineWithFilePath(report).FullPath, Generate(["diff", before, after, "--format", format, .. surface]));

    // From here on the working tree changes.
    Generate(["changelog", "--before", before, "--after", after, "--file", "CHANGELOG.md", .. surface]);
    foreach (var (name, _) in taken)
        CopyFile(candidate.Combine("specs").CombineWithFilePath(name), Directory("./specs") + File(name));
    WriteSpecsReadme();
    TakeOverApi();
    if (!HasArgument("skip-tests"))
        DotNetTest(Solution, new DotNetTestSettings { Configuration = configuration });
    Information($"The report is {candidate.CombineWithFilePath("report.md")}; `git diff` shows what else changed.");
});

Task("Calls")
    .Description("Fails when a client in JavaScript, unpacked in the folder of --package=<dir>, calls what the specifications lack.")
    .Does(() =>
{
    DotNetBuild(Generator, new DotNetBuildSettings { Configuration = configuration, MSBuildSettings = new DotNetMSBuildSettings().WithProperty("GenerateClients", "false") });
    foreach (var line in Generate("calls", Argument<string>("package"), "--specs", "specs"))
        Information(line);
});

Task("Vulnerable")
    .Description("Fails when a package that the solution uses, directly or not, has a known vulnerability, by what the configured sources say.")
    .Does(() =>
{
    DotNetRestore(Solution);
    var report = Run("dotnet", "list", Solution, "package", "--vulnerable", "--include-transitive", "--format", "json");
    if (!report.Any(line => line.Contains("\"vulnerabilities\"")))
        return;

    foreach (var line in report)
        Error(line);
    throw new CakeException("There are packages with known vulnerabilities; they stand above.");
});

Task("Baseline")
    .Description("Fetches the packages of the last release into artifacts/feed, for Pack to validate against, from --source=<feed> or from the sources that are configured.")
    .Does(() =>
{
    if (LastTag() is not { } last)
    {
        Information("There was no release yet.");
        return;
    }

    var fetched = MakeAbsolute(Directory("./artifacts/fetched"));
    var source = Argument("source", "");
    var version = last.TrimStart('v');
    Empty(fetched, source);
    EnsureDirectoryExists(feed);
    foreach (var package in PackagesOf(Export(last, "last-release")))
    {
        Run("dotnet", ["package", "download", $"{package}@{version}", "--output", fetched.FullPath, .. source == "" ? Array.Empty<string>() : ["--source", source]]);
        // NuGet puts the files into folders, all in small letters.
        CopyFile(GetFiles($"{fetched}/{package.ToLowerInvariant()}/{version}/*.nupkg").Single(), feed.CombineWithFilePath($"{package}.{version}.nupkg"));
    }

    Information($"The packages of {last} are in {feed}.");
});

Task("Pack")
    .Description("Makes the packages in artifacts/packages. The version follows from the last release and what changed since; --package-version=<version> overrides it. They are validated against the last ones in --feed=<folder>. The tool has packages for runtimes as well, but for --any-runtime, where their packs cannot be had.")
    .IsDependentOn("Generate")
    .Does(() =>
{
    var version = Argument("package-version", "");
    var (last, tag) = (LastTag(), ThisTag());
    var lastSources = last is null ? null : Export(last, "last-release");
    if (version == "")
    {
        version = Generate([
            "release", "--after", ".",
            .. last is null ? Array.Empty<string>() : ["--last", last, "--before", lastSources.FullPath],
            .. tag is null ? Array.Empty<string>() : ["--tag", tag],
        ])[^1];
    }

    var baseline = BaselineOf(version, last, lastSources);
    Empty(packages, feed.FullPath);
    Information($"Packing {version}{(last is null ? "" : $", after {last}")}.");
    PackSources(".", packages, version, baseline);
    packed = version;
});

Task("Validate")
    .Description("Makes the packages, and looks at what is really in them with a second tool: what each framework has can stand for what the others have, to the attributes and the names of parameters.")
    .IsDependentOn("Pack")
    .DoesForEach(() => GetFiles($"{packages}/*.nupkg"), package => Run("dotnet", "apicompat", "package", package.FullPath, "--run-api-compat", "--enable-strict-mode-for-compatible-tfms",
        "--enable-strict-mode-for-compatible-frameworks-in-package", "--enable-rule-attributes-must-match", "--enable-rule-cannot-change-parameter-name"));

Task("Sbom")
    .Description("Makes the packages, and for each of them a bill of materials (CycloneDX) in artifacts/sbom: what it brings along on every framework, with licenses and hashes.")
    .IsDependentOn("Validate")
    .Does(() =>
{
    var folder = MakeAbsolute(Directory("./artifacts/sbom"));
    CleanDirectory(folder);
    foreach (var project in GetFiles("./src/*/*.csproj"))
    {
        // From what Pack has restored, which has the version of the release in it.
        var name = project.GetFilenameWithoutExtension().FullPath;
        Run("dotnet", "dotnet-CycloneDX", project.FullPath, "--disable-package-restore", "--output", folder.FullPath, "--filename", $"{name}.{packed}.cdx.json", "--output-format", "Json",
            "--set-name", name, "--set-version", packed, "--set-type", "Library", "--include-project-references", "--set-nuget-purl");
    }

    Information($"The bills of materials of {GetFiles($"{folder}/*.json").Count} packages are in {folder}.");
});

Task("Docs")
    .Description("Builds the documentation site in artifacts/docs: the pages, and a reference from the documentation of the public surface. A broken link, or a page that the contents lack, fails it. --as-built takes what Pack or Build has built.")
    .IsDependentOn("Generate")
    .Does(() =>
{
    var (site, work) = (MakeAbsolute(Directory("./artifacts/docs")), MakeAbsolute(Directory("./artifacts/docs-pages")));
    if (!HasArgument("as-built"))
        ListApi(Properties());
    CleanDirectories(new[] { site.FullPath, work.FullPath });
    CopyDirectory("./docs/site", work);

    // The pages as they lie in the repository, with what they lead to. The start page of a site is its index.
    var pages = GetFiles("./*.md") + GetFiles("./docs/*.md") + GetFiles("./specs/*.md") + GetFiles("./samples/*/*.md");
    foreach (var file in pages + GetFiles("./LICENSE") + GetFiles("./specs/**/*.yml") + GetFiles("./.github/workflows/*.yml"))
    {
        var place = work.CombineWithFilePath(MakeAbsolute(Directory(".")).GetRelativePath(file));
        EnsureDirectoryExists(place.GetDirectory());
        CopyFile(file, place);
    }

    CopyFileToDirectory("./src/icon.png", work);
    MoveFile(work.CombineWithFilePath("README.md"), work.CombineWithFilePath("index.md"));
    foreach (var page in GetFiles($"{work}/**/*.md"))
    {
        var top = System.IO.Path.GetRelativePath(page.GetDirectory().FullPath, work.FullPath).Replace('\\', '/');
        System.IO.File.WriteAllText(page.FullPath, System.IO.File.ReadAllText(page.FullPath).Replace($"]({(top == "." ? "" : top + "/")}README.md", $"]({(top == "." ? "" : top + "/")}index.md"));
    }

    // The packages, and what they were compiled against; docfx brings .NET's own.
    foreach (var project in GetFiles("./src/*/*.csproj").Where(project => !project.FullPath.EndsWith(".Tool.csproj")))
    {
        var name = project.GetFilenameWithoutExtension().FullPath;
        foreach (var ending in new[] { "dll", "xml" })
            CopyFileToDirectory(project.GetDirectory().CombineWithFilePath($"bin/{configuration}/net10.0/{name}.{ending}"), EnsureDirectory(work.Combine("library")));
        foreach (var reference in System.IO.File.ReadLines(project.GetDirectory().CombineWithFilePath($"obj/api/{configuration}/net10.0.txt").FullPath).Skip(1))
        {
            if (!System.IO.Path.GetFileName(reference).StartsWith("Iterable.Generated") && !reference.Contains("Microsoft.NETCore.App.Ref"))
                CopyFileToDirectory(reference, EnsureDirectory(work.Combine("references")));
        }
    }

    var contents = System.IO.File.ReadAllLines(work.CombineWithFilePath("toc.yml").FullPath).Select(line => line.Split("href: ")).Where(parts => parts.Length == 2).Select(parts => parts[1]).ToList();
    var missing = GetFiles("./docs/*.md").Select(page => $"docs/{page.GetFilename()}").Except(contents).ToList();
    if (missing.Count > 0)
        throw new CakeException($"docs/site/toc.yml lacks {string.Join(", ", missing)}.");
    Run("dotnet", "docfx", work.CombineWithFilePath("docfx.json").FullPath, "--warningsAsErrors", "--logLevel", "warning");

    // For programs that read: each page as it was written, and a list of them.
    var list = new List<string> { "# Iterable.Generated", "", "> A .NET SDK for Iterable, the marketing platform, as NuGet packages. Each page is here as Markdown; the reference of types is below api/.", "" };
    foreach (var page in contents.Where(page => page.EndsWith(".md")))
    {
        EnsureDirectoryExists(site.CombineWithFilePath(page).GetDirectory());
        CopyFile(work.CombineWithFilePath(page), site.CombineWithFilePath(page));
        list.Add($"- [{System.IO.File.ReadLines(work.CombineWithFilePath(page).FullPath).First(line => line.StartsWith("# "))[2..]}]({page})");
    }

    System.IO.File.WriteAllLines(site.CombineWithFilePath("llms.txt").FullPath, list);
    Information($"The site is {site.CombineWithFilePath("index.html")}, with {GetFiles($"{site}/**/*.html").Count} pages.");
});

Task("Verify")
    .Description("Builds the packages of the last commit twice, from clean clones in folders of different names, and compares them entry by entry: all that a release has, but for --any-runtime, as with Pack.")
    .Does(() =>
{
    var folders = new[] { "./artifacts/verify/one", "./artifacts/verify/another one below/clone" }.Select(folder => MakeAbsolute(Directory(folder))).ToList();
    CleanDirectory("./artifacts/verify");
    if (Run("git", "status", "--porcelain").Count > 0)
        Warning("There are changes that are not committed; they are not verified.");
    foreach (var folder in folders)
    {
        Run("git", "clone", "--quiet", ".", folder.FullPath);
        PackSources(folder.FullPath, folder.Combine("packages"), "0.0.0-verify", baseline: null);
    }

    var (first, second) = (Entries(folders[0].Combine("packages")), Entries(folders[1].Combine("packages")));
    if (first.Count == 0)
        throw new CakeException($"There is nothing to compare: {Solution} has made no packages.");
    var different = first.Keys.Union(second.Keys).Where(entry => first.GetValueOrDefault(entry) != second.GetValueOrDefault(entry)).Order(StringComparer.Ordinal).ToList();
    foreach (var entry in different)
        Error($"{entry}: {(first.ContainsKey(entry) ? second.ContainsKey(entry) ? "the bytes differ" : "only in the first" : "only in the second")}");
    if (different.Count > 0)
        throw new CakeException($"{different.Count} of {first.Count} entries cannot be rebuilt byte for byte; they stand above.");
    Information($"All {first.Count} entries of {GetFiles($"{folders[0]}/packages/*").Count} packages are the same, byte for byte.");
});

// Puts an upstream file, or what an address has, in its place. Of a document that is only a reference, the structure is kept and the prose is not.
void Take(string source, FilePath place)
{
    var file = MakeAbsolute(File(source.Contains("://") ? "./artifacts/regenerate/fetched" : source));
    try
    {
        if (source.Contains("://"))
            DownloadFile(source, file);
    }
    catch (Exception e)
    {
        throw new CakeException($"{source} cannot be fetched, and nothing was changed: {(e.InnerException ?? e).Message}. Try again later, or give a file that you fetched yourself.");
    }

    if (!FileExists(file))
        throw new CakeException($"There is no file {file}, and nothing was changed.");
    if (place.FullPath.EndsWith(".outline.json"))
        Generate("outline", file.FullPath, "--output", place.FullPath);
    else
        CopyFile(file, place);
}

// Whether the copy fits together. What is wrong with it is said of what a person changes: the new files, and the overlays in specs.
void PrepareCandidate(IReadOnlyList<(string Name, string Source)> taken)
{
    var copy = candidate.Combine("specs").FullPath;
    var changed = taken.Select(file => (Copy: $"{copy}/{file.Name}", file.Source)).Append((Copy: copy, Source: MakeAbsolute(Directory("./specs")).FullPath)).ToList();
    try
    {
        Generate(["prepare", "--specs", copy, "--output", candidate.CombineWithFilePath("iterable.openapi.json").FullPath], onError: line =>
        {
            if (line is not null)
                Console.Error.WriteLine(changed.Aggregate(line, (said, file) => said.Replace(file.Copy, file.Source)));
            return null;
        });
    }
    catch (CakeException)
    {
        Error("The new files do not fit yet, and nothing was changed. Mend the overlays where the errors say, then do the same again.");
        throw;
    }
}

DirectoryPath EnsureDirectory(DirectoryPath folder)
{
    EnsureDirectoryExists(folder);
    return folder;
}

// As CI packs: paths mapped, so that nothing of this machine is in an assembly.
void PackSources(string root, DirectoryPath output, string version, (string Feed, string Version)? baseline)
{
    var settings = Properties().WithProperty("Version", version).WithProperty("ContinuousIntegrationBuild", "true");
    if (!HasArgument("any-runtime"))
        settings.WithProperty("ForRuntimes", "true");
    if (baseline is { } last)
        settings.WithProperty("BaselineFeed", last.Feed).WithProperty("BaselineVersion", last.Version);
    DotNetPack($"{root}/{Solution}", new DotNetPackSettings { Configuration = configuration, OutputDirectory = output, MSBuildSettings = settings });
}

// The packages of the last release in --feed=<folder>, which the new ones must be able to replace, unless the version says that they are not.
(string Feed, string Version)? BaselineOf(string version, string last, DirectoryPath lastSources)
{
    if (last is null)
        return null;

    if (!System.Version.TryParse(last.TrimStart('v'), out var earlier) || !System.Version.TryParse(version.Split('-')[0], out var next))
        throw new CakeException($"{last} and {version} cannot be compared: tags have the form v1.2.3, versions 1.2.3 or 1.2.3-preview.");
    if (next.Major != earlier.Major || (next.Major == 0 && next.Minor != earlier.Minor))
    {
        Information($"{version} may break with {last}, so nothing is validated against that.");
        return null;
    }

    var missing = PackagesOf(lastSources).Select(package => $"{package}.{earlier}.nupkg").Where(file => !FileExists(feed.CombineWithFilePath(file))).ToList();
    if (missing.Count > 0)
        throw new CakeException($"{version} must be able to replace {last}, and {feed} lacks {string.Join(", ", missing)} to validate it against. `dotnet cake --target=Baseline` fetches them (--source=<feed>), or give a folder that has them: --feed=<folder>.");
    return (feed.FullPath, earlier.ToString());
}

// What a release was made of stands in its listings.
IEnumerable<string> PackagesOf(DirectoryPath sources) => GetFiles($"{sources}/src/PublicApi/*.txt").Select(file => file.GetFilenameWithoutExtension().FullPath);

// The hash of each entry of each package.
Dictionary<string, string> Entries(DirectoryPath folder)
{
    var entries = new Dictionary<string, string>(StringComparer.Ordinal);
    foreach (var file in GetFiles($"{folder}/*"))
    {
        using var package = ZipFile.OpenRead(file.FullPath);
        foreach (var entry in package.Entries)
        {
            using var content = entry.Open();
            entries[$"{file.GetFilename()}/{entry.FullName}"] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content));
        }
    }

    return entries;
}

RunTarget(target);
