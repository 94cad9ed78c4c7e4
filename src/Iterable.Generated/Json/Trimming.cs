using System.Diagnostics.CodeAnalysis;

#if NET
[assembly: UnconditionalSuppressMessage("Trimming", "IL2026", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2055", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2060", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2067", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2070", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2072", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2075", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2111", Scope = "module", Justification = Iterable.Generated.Trimming.Whole)]
#endif

namespace Iterable.Generated;

/// <summary>What a trimmer is told. The package keeps this assembly and Newtonsoft.Json whole; the records of callers are kept by annotation.</summary>
internal static class Trimming
{
    public const string Whole = "buildTransitive/Iterable.Generated.targets keeps the assembly whole, and the records of callers are annotated.";

    /// <summary>What is used of a record by reflection.</summary>
    public const DynamicallyAccessedMemberTypes Record =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties
        | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;
}
