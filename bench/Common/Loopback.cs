using System.Net;
using System.Net.Sockets;

namespace Mlops.Bench.Common;

/// <summary>Ports of this machine that nobody listens at.</summary>
public static class Loopback
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
