/// NuGet packages: those in a .NET program or framework, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.dotnet;

import org.jspecify.annotations.NullMarked;
