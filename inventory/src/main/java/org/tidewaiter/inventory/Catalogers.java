package org.tidewaiter.inventory;

import java.util.List;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.inventory.alpine.ApkInstalledReader;
import org.tidewaiter.inventory.alpine.ApkRepositoriesReader;
import org.tidewaiter.inventory.conda.CondaMetaReader;
import org.tidewaiter.inventory.debian.CopyrightReader;
import org.tidewaiter.inventory.debian.DpkgFileListReader;
import org.tidewaiter.inventory.debian.DpkgStatusReader;
import org.tidewaiter.inventory.dotnet.DepsJsonReader;
import org.tidewaiter.inventory.dotnet.NugetLockReader;
import org.tidewaiter.inventory.dotnet.PackagesConfigReader;
import org.tidewaiter.inventory.dotnet.ProjectAssetsReader;
import org.tidewaiter.inventory.erlang.ErlangAppReader;
import org.tidewaiter.inventory.erlang.MixLockReader;
import org.tidewaiter.inventory.golang.GoBinaryReader;
import org.tidewaiter.inventory.java.JarReader;
import org.tidewaiter.inventory.java.JvmReleaseReader;
import org.tidewaiter.inventory.julia.JuliaManifestReader;
import org.tidewaiter.inventory.julia.JuliaProjectReader;
import org.tidewaiter.inventory.linux.OsReleaseReader;
import org.tidewaiter.inventory.linux.ReleaseFileReader;
import org.tidewaiter.inventory.lua.RockspecReader;
import org.tidewaiter.inventory.node.BunLockReader;
import org.tidewaiter.inventory.node.PackageJsonReader;
import org.tidewaiter.inventory.node.PackageLockReader;
import org.tidewaiter.inventory.node.PnpmLockReader;
import org.tidewaiter.inventory.node.YarnLockReader;
import org.tidewaiter.inventory.perl.CpanInstallReader;
import org.tidewaiter.inventory.perl.PerlLocalReader;
import org.tidewaiter.inventory.php.ComposerInstalledReader;
import org.tidewaiter.inventory.php.ComposerLockReader;
import org.tidewaiter.inventory.python.PdmLockReader;
import org.tidewaiter.inventory.python.PipfileLockReader;
import org.tidewaiter.inventory.python.PoetryLockReader;
import org.tidewaiter.inventory.python.PylockReader;
import org.tidewaiter.inventory.python.PythonFilesReader;
import org.tidewaiter.inventory.python.PythonMetadataReader;
import org.tidewaiter.inventory.python.RequirementsReader;
import org.tidewaiter.inventory.python.UvLockReader;
import org.tidewaiter.inventory.r.DescriptionReader;
import org.tidewaiter.inventory.ruby.GemfileLockReader;
import org.tidewaiter.inventory.ruby.GemspecReader;
import org.tidewaiter.inventory.rust.CargoAuditableReader;
import org.tidewaiter.inventory.rust.CargoLockReader;
import org.tidewaiter.inventory.wordpress.WordPressReader;

/// Every cataloger we ship. This list is the only place that names them.
public final class Catalogers {
    public static final List<FileReader> BUILT_IN =
            List.of(
                    new OsReleaseReader(),
                    new ReleaseFileReader(),
                    new DpkgStatusReader(),
                    new DpkgFileListReader(),
                    new CopyrightReader(),
                    new ApkInstalledReader(),
                    new ApkRepositoriesReader(),
                    new JarReader(),
                    new JvmReleaseReader(),
                    new GoBinaryReader(),
                    new PackageJsonReader(),
                    new PackageLockReader(),
                    new YarnLockReader(),
                    new PnpmLockReader(),
                    new BunLockReader(),
                    new PythonMetadataReader(),
                    new PythonFilesReader(),
                    new RequirementsReader(),
                    new PoetryLockReader(),
                    new PipfileLockReader(),
                    new UvLockReader(),
                    new PdmLockReader(),
                    new PylockReader(),
                    new CargoLockReader(),
                    new CargoAuditableReader(),
                    new GemspecReader(),
                    new GemfileLockReader(),
                    new ComposerInstalledReader(),
                    new ComposerLockReader(),
                    new DepsJsonReader(),
                    new NugetLockReader(),
                    new ProjectAssetsReader(),
                    new PackagesConfigReader(),
                    new DescriptionReader(),
                    new CondaMetaReader(),
                    new RockspecReader(),
                    new ErlangAppReader(),
                    new MixLockReader(),
                    new PerlLocalReader(),
                    new CpanInstallReader(),
                    new JuliaProjectReader(),
                    new JuliaManifestReader(),
                    new WordPressReader());

    private Catalogers() {}
}
