using System.Diagnostics;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>Redis, in memory alone.</summary>
internal sealed class RedisServer : StoreServer
{
    public const string Name = "Redis";

    private static readonly string? Program = Find("redis-server");

    public static string? WhyMissing => Program is null ? "redis-server is not installed (the package redis-server of Debian and Ubuntu)." : null;

    public override string Address => $"127.0.0.1:{Port}";

    public override TimeSpan ProcessorTime => TimeOf();

    protected override string Ready => "Ready to accept connections";

    protected override ProcessStartInfo Command() => Start(
        Program ?? throw new InvalidOperationException(WhyMissing),
        "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "no");
}
