using System.Reflection;
using System.Runtime.InteropServices;

namespace Mlops.Algorithm.Native;

/// <summary>Finds LightGBM's native library beside the executable, and with it the OpenMP runtime that it needs, so that neither has to be installed.</summary>
internal static partial class LightGbmLibrary
{
    public const string Name = "lib_lightgbm";

    private static readonly string[] Folders = [AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native")];
    private static readonly Lock Gate = new();
    private static bool _initialized;

    /// <summary>Must run before the first call into LightGBM; more calls do nothing.</summary>
    public static void Initialize()
    {
        lock (Gate)
        {
            if (_initialized)
            {
                return;
            }

            // Threads of OpenMP that spin while they wait make training up to ten times slower when anything else uses a core.
            // libgomp reads this once, when it is loaded, which is below: the C environment, because .NET's own copy is invisible to it.
            if (OperatingSystem.IsLinux())
            {
                _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
                PreloadOpenMp();
            }

            NativeLibrary.SetDllImportResolver(typeof(LightGbmLibrary).Assembly, Resolve);
            _initialized = true;
        }
    }

    // A library that is already loaded satisfies lib_lightgbm's dependency by its name: no RPATH, no LD_LIBRARY_PATH.
    private static void PreloadOpenMp()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "libgomp.so.1");
        if (File.Exists(shipped))
        {
            NativeLibrary.Load(shipped);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Name)
        {
            return 0;
        }

        foreach (var path in Folders.Select(folder => Path.Combine(folder, FileName)).Where(File.Exists))
        {
            return NativeLibrary.Load(path);
        }

        return NativeLibrary.TryLoad(name, assembly, searchPath, out var handle) ? handle : 0;
    }

    private static string FileName =>
        OperatingSystem.IsWindows() ? Name + ".dll" : OperatingSystem.IsMacOS() ? Name + ".dylib" : Name + ".so";

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
