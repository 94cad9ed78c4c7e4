#if !NET

namespace System.Diagnostics.CodeAnalysis;

/// <summary>Compilers know it by its name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class AllowNullAttribute : Attribute;

#endif
