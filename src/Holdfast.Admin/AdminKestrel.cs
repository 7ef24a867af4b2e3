using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Holdfast.Admin;

/// <summary>The web server with every bound set, and its start failures in an operator's words.</summary>
internal static class AdminKestrel
{
    // Scrapers, a few people and tools; more is a leak or an attack.
    private const int MaximumConnections = 256;

    // A blocked callback (a slow disk under a reload) must not keep others from an answer: the pool adds threads past its minimum only
    // about once in half a second.
    private const int MinimumPoolThreads = 8;

    public static KestrelServer Create(IPEndPoint address)
    {
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, MinimumPoolThreads), completions);

        KestrelServerOptions options = new() { AddServerHeader = false, AllowSynchronousIO = false };
        options.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
        KestrelServerLimits limits = options.Limits;
        limits.MaxConcurrentConnections = MaximumConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = AdminServer.MaximumBodyBytes;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        SocketTransportFactory transport = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    public static AdminStartFailure Explain(Exception failure, string address)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressInUseException)
            {
                return new(AdminStartFailureKind.AddressInUse, $"The admin address {address} is in use: another gateway may be running; stop it or choose another admin.address.");
            }

            if (cause is SocketException socket)
            {
                return Explain(socket.SocketErrorCode, address);
            }
        }

        return new(AdminStartFailureKind.Unexpected, $"The admin side could not listen on {address}: {failure.Message}");
    }

    private static AdminStartFailure Explain(SocketError error, string address) => error switch
    {
        SocketError.AddressAlreadyInUse => new(AdminStartFailureKind.AddressInUse, $"The admin address {address} is in use."),
        SocketError.AccessDenied => new(AdminStartFailureKind.NotPermitted, $"Not permitted to listen on {address}: ports below 1024 need privileges; choose another admin.address."),
        SocketError.AddressNotAvailable => new(AdminStartFailureKind.AddressNotAvailable, $"The admin address {address} is not an address of this machine."),
        _ => new(AdminStartFailureKind.Unexpected, $"The admin side could not listen on {address}: {error}."),
    };
}
