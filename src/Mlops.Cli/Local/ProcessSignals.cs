using System.Runtime.InteropServices;

namespace Mlops.Cli.Local;

/// <summary>Asks a process to end, which the runtime's own API cannot.</summary>
internal static partial class ProcessSignals
{
    private const int SigTerm = 15;

    public static void Terminate(int processId) => _ = Kill(processId, SigTerm);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
