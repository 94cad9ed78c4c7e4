// The build as one list of targets: dotnet tool restore, then dotnet cake --target=<name>.
// Everything here is also reachable with plain `dotnet build` and `dotnet test`; the targets name the combinations.

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var specs = Argument("specs", "");

const string Solution = "./Iterable.Generated.sln";
var packages = MakeAbsolute(Directory("./artifacts/packages"));

DotNetMSBuildSettings Properties()
{
    var settings = new DotNetMSBuildSettings();
    if (specs != "")
        settings.WithProperty("SpecsDirectory", MakeAbsolute(Directory(specs)).FullPath);
    return settings;
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
    .Does(() => DotNetBuild("./generator/Iterable.Generator.csproj", new DotNetBuildSettings
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
    .Does(() =>
{
    foreach (var section in new[] { "coverage", "deviations" })
    {
        DotNetRun("./generator/Iterable.Generator.csproj",
            new ProcessArgumentBuilder().Append(section + " --specs specs --readme specs/README.md"),
            new DotNetRunSettings { Configuration = configuration, NoBuild = true });
    }
});

Task("Benchmark")
    .Description("Compares calls and exports with what is written by hand, and prints the ratios and the memory that exports take.")
    .DoesForEach(new[] { "Benchmarks", "ExportBenchmarks" }, name => DotNetRun($"./benchmarks/Iterable.Generated.{name}/Iterable.Generated.{name}.csproj",
        new ProcessArgumentBuilder(),
        new DotNetRunSettings { Configuration = "Release" }));

Task("Pack")
    .Description("Makes the packages in artifacts/packages.")
    .IsDependentOn("Build")
    .Does(() =>
{
    CleanDirectory(packages);
    DotNetPack(Solution, new DotNetPackSettings
    {
        Configuration = configuration,
        NoBuild = true,
        OutputDirectory = packages,
        MSBuildSettings = Properties(),
    });
});

RunTarget(target);
