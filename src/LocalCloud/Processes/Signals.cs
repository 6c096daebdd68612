using System.Runtime.InteropServices;

namespace LocalCloud.Processes;

/// <summary>POSIX signals to whole process groups.</summary>
internal static class Signals
{
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>Signals the group that <paramref name="leader"/> leads; false when there is no such group.</summary>
    public static bool SendToGroup(int leader, int signal) => kill(-leader, signal) == 0;

    public static void Send(int process, int signal) => _ = kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
