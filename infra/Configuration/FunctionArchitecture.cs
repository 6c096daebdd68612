namespace Mlops.Infra.Configuration;

/// <summary>The processor that the functions' executable is compiled for, by Lambda's name for it.</summary>
public sealed record FunctionArchitecture
{
    private FunctionArchitecture(string name, string folder, ushort machine) => (Name, Folder, Machine) = (name, folder, machine);

    public static FunctionArchitecture X86 { get; } = new("x86_64", "linux-x64", 62);

    public static FunctionArchitecture Arm { get; } = new("arm64", "linux-arm64", 183);

    public static IReadOnlyList<FunctionArchitecture> All { get; } = [X86, Arm];

    public string Name { get; }

    /// <summary>The folder below <c>artifacts/functions</c> that is built for it, by .NET's name for the same.</summary>
    public string Folder { get; }

    /// <summary><c>e_machine</c> of its executables.</summary>
    public ushort Machine { get; }

    public override string ToString() => Name;
}
