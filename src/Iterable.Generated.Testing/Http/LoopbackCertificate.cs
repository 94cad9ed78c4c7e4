using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Iterable.Generated.Testing;

/// <summary>A certificate for loopback that a server makes for itself. Nobody trusts it who was not told to.</summary>
internal static class LoopbackCertificate
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    /// <summary>Makes one, for <c>localhost</c>, 127.0.0.1 and ::1, that is valid for a year.</summary>
    /// <param name="time">The time of those who look at it, which is not the server's own.</param>
    /// <param name="hostName">A further name or address it is for.</param>
    public static X509Certificate2 Create(TimeProvider time, string? hostName = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Iterable test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (IPAddress.TryParse(hostName, out var address))
            names.AddIpAddress(address);
        else if (hostName is not null)
            names.AddDnsName(hostName);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication")], critical: false));

        // Valid from yesterday on, for clocks that differ.
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + Validity);
        // Windows opens a connection only with a key that came out of a file.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>A transport that follows no redirect, and trusts this certificate and no other.</summary>
    public static SocketsHttpHandler CreateHandler(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false };
        if (certificate is not null)
        {
            var raw = certificate.RawData;
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, offered, _, _) => offered is not null && offered.GetRawCertData().AsSpan().SequenceEqual(raw),
            };
        }

        return handler;
    }
}
