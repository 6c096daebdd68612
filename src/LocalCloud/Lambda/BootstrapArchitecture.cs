using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LocalCloud.Api;

namespace LocalCloud.Lambda;

/// <summary>
/// Refuses at deployment what could not be started later: a bootstrap for another processor than the function declares, which
/// Lambda would find out, or than this machine has. A script runs on any.
/// </summary>
internal static class BootstrapArchitecture
{
    private const int HeaderLength = 20;
    private const int MachineOffset = 18;

    private static string Own => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";

    public static void Check(string folder, IReadOnlyList<string> declared)
    {
        if (Of(Path.Combine(folder, "bootstrap")) is not { } actual)
        {
            return;
        }

        if (!declared.Contains(actual))
        {
            throw Invalid($"Architectures is {string.Join(", ", declared)}, but the package's bootstrap is an executable for {actual}: Lambda could not start it.");
        }

        if (actual != Own)
        {
            throw Invalid($"The package's bootstrap is an executable for {actual}. LocalCloud runs functions as processes of this machine, which is {Own}: deploy a package for {Own}.");
        }
    }

    /// <summary>By Lambda's name, or the number that the executable has for it; null when there is none, or no ELF.</summary>
    private static string? Of(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        using var stream = File.OpenRead(file);
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("\u007fELF"u8))
        {
            return null;
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..]) switch
        {
            62 => "x86_64",
            183 => "arm64",
            var machine => $"ELF machine {machine}",
        };
    }

    private static AwsException Invalid(string message) => new("InvalidParameterValueException", 400, message);
}
