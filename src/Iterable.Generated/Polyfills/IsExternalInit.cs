#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>
/// Lets internal records compile where the platform lacks this marker. It must not get into a public signature: a consumer compiled
/// against it would look for a setter that our newer builds do not have.
/// </summary>
internal static class IsExternalInit;
#endif
