namespace Iterable.Mutation.Rewriting;

/// <summary>The type that is compiled into the client besides its mutants.</summary>
internal static class MutantSwitch
{
    public const string TypeName = "Iterable.Generated.MutantSwitch";

    /// <summary>The environment variable that chooses a mutant from the start of a process.</summary>
    public const string Variable = "ITERABLE_MUTANT";

    public const string Source = $$"""
        namespace Iterable.Generated
        {
            internal static class MutantSwitch
            {
                public static volatile int Active = int.Parse(System.Environment.GetEnvironmentVariable("{{Variable}}") ?? "0");

                public static volatile bool[] Reached;

                // Whether the mutant that is chosen was made at all: what is done once in a process may have been done before.
                public static volatile bool Made;

                public static bool Is(int number)
                {
                    if (Reached is { } reached)
                        reached[number] = true;
                    if (Active != number)
                        return false;
                    Made = true;
                    return true;
                }
            }
        }
        """;

    public static string Is(int number) => $"global::{TypeName}.Is({number})";
}
