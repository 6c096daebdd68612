using System.Buffers.Binary;

namespace Mlops.Infra.Configuration;

/// <summary>The folder that becomes the one code asset of all functions, and the processor that it is for.</summary>
public sealed record FunctionsPackage(string Folder, FunctionArchitecture Architecture)
{
    /// <summary>The file that Lambda's provided runtimes start.</summary>
    public const string Executable = "bootstrap";

    /// <summary>The root certificates of AWS's endpoints, and no others: docs/concepts/functions.md.</summary>
    public const string Roots = "aws-roots.pem";

    private const int HeaderLength = 20;
    private const int MachineOffset = 18;

    /// <summary>The folder of a setting, or the one that <c>./mlops build</c> makes; whatever is wrong with it goes to <paramref name="problems"/>.</summary>
    public static FunctionsPackage Read(AppSettings settings, List<Problem> problems)
    {
        var asked = Asked(settings, problems);
        var folder = Path.GetFullPath(settings.Functions ?? $"artifacts/functions/{(asked ?? FunctionArchitecture.X86).Folder}", settings.Root);
        var missing = new[] { Executable, Roots }.Where(file => !File.Exists(Path.Combine(folder, file))).ToList();
        problems.AddRange(missing.Select(file => new Problem(folder, $"has no file '{file}'; run {Build(asked)}, or name another folder with -c functions=FOLDER")));
        return new FunctionsPackage(folder, missing.Contains(Executable) ? FunctionArchitecture.X86 : Found(folder, asked, problems));
    }

    private static FunctionArchitecture? Asked(AppSettings settings, List<Problem> problems)
    {
        var asked = FunctionArchitecture.All.SingleOrDefault(architecture => architecture.Name == settings.FunctionArchitecture);
        if (asked is null && settings.FunctionArchitecture is { } name)
        {
            problems.Add(new Problem("functionArchitecture", $"'{name}' is none; choose {string.Join(" or ", FunctionArchitecture.All)}"));
        }

        return asked;
    }

    // A script runs on any processor.
    private static FunctionArchitecture Found(string folder, FunctionArchitecture? asked, List<Problem> problems)
    {
        if (MachineOf(Path.Combine(folder, Executable)) is not { } machine)
        {
            return asked ?? FunctionArchitecture.X86;
        }

        var found = FunctionArchitecture.All.SingleOrDefault(architecture => architecture.Machine == machine);
        if (found is null)
        {
            problems.Add(new Problem(folder, $"'{Executable}' is compiled for neither {string.Join(" nor ", FunctionArchitecture.All)}, which is all that Lambda has; run {Build(asked)}"));
        }
        else if (asked is not null && asked != found)
        {
            problems.Add(new Problem(folder, $"'{Executable}' is compiled for {found}, and functionArchitecture asks for {asked}; run {Build(asked)}, or ask for {found}"));
        }

        return found ?? FunctionArchitecture.X86;
    }

    /// <summary><c>e_machine</c> of an ELF file; null for any other.</summary>
    private static ushort? MachineOf(string file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength && header.StartsWith("\u007fELF"u8)
            ? BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..])
            : null;
    }

    private static string Build(FunctionArchitecture? asked) => asked == FunctionArchitecture.Arm ? "./mlops build --arch arm64" : "./mlops build";
}
