using System.Security.Cryptography.X509Certificates;

namespace Iterable.Generated.Tool.Serve;

/// <summary>The certificate of the server as a file that clients are told to trust. One that nobody named goes with the server.</summary>
internal sealed class CertificateFile : IDisposable
{
    private readonly bool _isTemporary;

    private CertificateFile(string path, bool isTemporary) => (Path, _isTemporary) = (path, isTemporary);

    public string Path { get; }

    public static CertificateFile? Write(X509Certificate2? certificate, string? path)
    {
        if (certificate is null)
            return null;

        var file = new CertificateFile(System.IO.Path.GetFullPath(path ?? System.IO.Path.GetTempFileName()), path is null);
        File.WriteAllText(file.Path, certificate.ExportCertificatePem());
        return file;
    }

    public void Dispose()
    {
        if (_isTemporary)
            File.Delete(Path);
    }
}
