using System.Buffers.Binary;
using System.Text;

namespace Artifacts.Support;

/// <summary>A 64-bit little-endian ELF file: the processor that it is for, and the symbol versions that it needs of others and defines itself.</summary>
internal sealed class ElfFile
{
    public const ushort X86 = 62;
    public const ushort Arm = 183;

    private const uint VersionDefinitions = 0x6ffffffd;
    private const uint VersionNeeds = 0x6ffffffe;
    private const int SectionHeaderLength = 64;

    private readonly byte[] _bytes;

    private ElfFile(byte[] bytes) => _bytes = bytes;

    public ushort Machine => Half(18);

    /// <summary>By file name, such as <c>libc.so.6</c>: the versions, such as <c>GLIBC_2.34</c>.</summary>
    public IEnumerable<(string Library, string Version)> Needed()
    {
        foreach (var (section, names) in Sections(VersionNeeds))
        {
            foreach (var need in Chain(section, next: 12))
            {
                var library = Text(names + Word(need + 4));
                foreach (var version in Chain(need + Word(need + 8), next: 12))
                {
                    yield return (library, Text(names + Word(version + 8)));
                }
            }
        }
    }

    public IEnumerable<string> Defined() =>
        from section in Sections(VersionDefinitions)
        from definition in Chain(section.Offset, next: 16)
        select Text(section.Names + Word(definition + Word(definition + 12)));

    /// <summary>Null for what is no such file.</summary>
    public static ElfFile? Read(byte[] bytes) => bytes.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8) ? new ElfFile(bytes) : null;

    public static ElfFile Open(string path) =>
        Read(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"{path} is no 64-bit ELF file.");

    // Where sections of a type begin, and where the texts that they name begin.
    private IEnumerable<(int Offset, int Names)> Sections(uint type)
    {
        var headers = Long(40);
        for (var index = 0; index < Half(60); index++)
        {
            var header = headers + (index * SectionHeaderLength);
            if ((uint)Word(header + 4) == type)
            {
                yield return (Long(header + 24), Long(headers + (Word(header + 40) * SectionHeaderLength) + 24));
            }
        }
    }

    // Records that say at one place how far the next one is away; the last one says 0.
    private IEnumerable<int> Chain(int first, int next)
    {
        for (var at = first; ; at += Word(at + next))
        {
            yield return at;
            if (Word(at + next) == 0)
            {
                yield break;
            }
        }
    }

    private ushort Half(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private int Word(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));

    private int Long(int at) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at)));

    private string Text(int at) => Encoding.ASCII.GetString(_bytes.AsSpan(at, Array.IndexOf(_bytes, (byte)0, at) - at));
}
