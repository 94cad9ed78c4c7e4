using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>
/// Signed links to the files of jobs, in the form of S3. They lead to an address that is not the API's, open the file to whoever has
/// them, and expire by the server's clock.
/// </summary>
internal sealed class ExportLinks(TimeProvider clock)
{
    private const string TimeForm = "yyyyMMdd'T'HHmmss'Z'";

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private Uri? _address;

    public void Listen(Uri address) => _address = address;

    public string Sign(long jobId, string file, TimeSpan lifetime)
    {
        var path = FormattableString.Invariant($"exports/{jobId}/{Uri.EscapeDataString(file)}");
        var time = clock.GetUtcNow().UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);
        var seconds = ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $"{_address}{path}?X-Amz-Date={time}&X-Amz-Expires={seconds}&X-Amz-Signature={Signature("/" + path, time, seconds)}";
    }

    /// <summary>What is wrong with a link, as the storage answers it; <see langword="null" /> for one that opens its file.</summary>
    public Answer? Check(IterableTestRequest request)
    {
        var (time, seconds, signature) = (Value("X-Amz-Date"), Value("X-Amz-Expires"), Value("X-Amz-Signature"));
        if (signature != Signature(request.Path, time, seconds))
            return TextAnswer.StorageError(403, "SignatureDoesNotMatch", "The signature of the link is not that of this file and time.");

        var signed = DateTimeOffset.ParseExact(time, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var end = signed + TimeSpan.FromSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        return clock.GetUtcNow() < end ? null : TextAnswer.ExpiredLink();

        string Value(string name) => request.Query.TryGetValue(name, out var values) ? values[0] : "";
    }

    private string Signature(string path, string time, string seconds) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{path}\n{time}\n{seconds}")));
}
