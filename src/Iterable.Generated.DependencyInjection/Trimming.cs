#if NET
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

[assembly: UnconditionalSuppressMessage("Trimming", "IL2026", Scope = "module", Justification = Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2067", Scope = "module", Justification = Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2070", Scope = "module", Justification = Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2072", Scope = "module", Justification = Trimming.Whole)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2075", Scope = "module", Justification = Trimming.Whole)]

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a trimmer is told.</summary>
internal static class Trimming
{
    public const string Whole = "Reflection is on the options of a client, which the package of the client keeps whole.";
}
#endif
